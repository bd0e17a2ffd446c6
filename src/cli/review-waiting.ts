import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import {
  approveChange,
  type Decided,
  returnChange,
  takeBackChange,
} from '../services/fact-checks/decide-change.ts';
import { previewChange } from '../services/fact-checks/preview-change.ts';
import { listChanges } from '../services/fact-checks/proposed-change.ts';
import { headOf, linesOf, PROBLEMS } from './change-words.ts';
import { print, printJson } from './output.ts';
import { addReview, type Common } from './review-command.ts';

/** The commands for changes of fact-checks that wait for somebody, or can still be undone. */
export function addWaiting(review: Command): void {
  addReview(
    review,
    {
      usage: 'changes',
      description: 'list the changes of fact-checks that wait for somebody or can still be undone',
      needs: 'see-fact-checks',
    },
    list,
  );
  addReview(
    review,
    {
      usage: 'approve-change <code>',
      description: 'agree to a change that somebody else has proposed',
      needs: 'publish-second',
    },
    async (deps, options, id = '') =>
      tell(options, id, await approveChange(deps, { id, by: options.as })),
  );
  addReview(
    review,
    {
      usage: 'return-change <code> <why>',
      description: 'give a proposed change back',
      needs: 'publish-second',
    },
    async (deps, options, id = '', why = '') =>
      tell(options, id, await returnChange(deps, { id, by: options.as, why })),
  );
  addReview(
    review,
    {
      usage: 'undo-change <code>',
      description: 'take a change back before anybody hears of it',
      needs: 'edit-fact-check',
    },
    async (deps, options, id = '') =>
      tell(options, id, await takeBackChange(deps, { id, by: options.as })),
  );
}

async function list(deps: AppDeps, { json }: Common): Promise<void> {
  const changes = await listChanges(deps);
  if (json) return printJson(changes);
  if (changes.length === 0) print('Tidak ada perubahan yang menunggu.');
  for (const change of changes) {
    print(headOf(change));
    for (const line of linesOf(await previewChange(deps, change.wanted, change.why))) print(line);
    print('');
  }
}

function tell({ json }: Common, id: string, decided: Decided): void {
  if (decided.type === 'refused') throw new Failure(`${id}: ${PROBLEMS[decided.why]}`);
  if (json) printJson(decided.change);
  else print(`${decided.change.id}: ${SAID[decided.type]}`);
}

const SAID = {
  done: 'disetujui dan berlaku; warga segera dikabari.',
  held: 'disetujui; berlaku setelah tidak bisa dibatalkan lagi.',
  returned: 'dikembalikan.',
  'taken-back': 'dibatalkan; belum ada yang membacanya.',
} as const;
