import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import {
  approveChange,
  type Decided,
  returnChange,
  takeBackChange,
} from '../services/fact-checks/decide-change.ts';
import { type ChangePreview, previewChange } from '../services/fact-checks/preview-change.ts';
import { listChanges, type StoredChange } from '../services/fact-checks/proposed-change.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { print, printAs, printJson } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

/** The commands for changes of fact-checks that wait for somebody, or can still be undone. */
export function addWaiting(review: Command): void {
  addDeskCommands(review, {
    changes: ['see-fact-checks', list],
    'approve-change <code>': ['publish-second', deciding(approveChange)],
    'return-change <code> <why>': ['publish-second', deciding(returnChange)],
    'undo-change <code>': ['edit-fact-check', deciding(takeBackChange)],
  });
}

type Decide = (deps: AppDeps, by: { id: string; by: string; why: string }) => Promise<Decided>;

function deciding(decide: Decide): DeskAct {
  return async (deps, options, id = '', why = '') =>
    printDecided(options, id, await decide(deps, { id, by: options.as, why }));
}

async function list(deps: AppDeps, { json }: DeskOptions): Promise<void> {
  const changes = await listChanges(deps);
  if (json) return printJson(changes);
  if (changes.length === 0) print('Tidak ada perubahan yang menunggu.');
  for (const change of changes) {
    print(headOf(change));
    for (const line of linesOf(await previewChange(deps, change.wanted, change.why))) print(line);
    print('');
  }
}

function printDecided(options: DeskOptions, id: string, decided: Decided): void {
  if (decided.type === 'refused') throw new Failure(`${id}: ${refusals.change[decided.why]}`);
  printAs(options, decided.change, `${decided.change.id}: ${OUTCOMES[decided.type]}`);
}

const OUTCOMES = {
  done: 'disetujui dan berlaku; warga segera dikabari.',
  held: 'disetujui; berlaku setelah tidak bisa dibatalkan lagi.',
  returned: 'dikembalikan.',
  'taken-back': 'dibatalkan; belum ada yang membacanya.',
} as const;

/** Advice for a tipline where one person alone could never publish. */
export const LONE =
  'Belum ada orang lain yang bisa menyetujui; tambahkan dengan: posko reviewer add NAMA --role editor';

/** Both messages of each fact-check, one above the other, and whom the change reaches. */
export function linesOf({ items, total, citizens, needsTwo }: ChangePreview): string[] {
  const each = items.flatMap(({ title, org, before, after }) => [
    `== ${title} (${org})`,
    '-- now:',
    before ?? '(nothing)',
    '-- then:',
    after,
  ]);
  const left = total - items.length;
  return [
    ...each,
    ...(left > 0 ? [`and ${left} more`] : []),
    `${citizens} citizens had the old message${needsTwo ? '; a second person has to agree' : ''}`,
  ];
}

/** What a change is, whose, and how far it is. */
export function headOf({ id, wanted, by, at, why, until }: StoredChange): string {
  const what = wanted.type === 'import' ? `import ${wanted.source}` : wanted.type;
  const standing =
    until === undefined
      ? 'waits for a second person'
      : `holds from ${new Date(until).toISOString()}`;
  return `${id} · ${what} · ${by}, ${new Date(at).toISOString()} · ${standing}${why ? ` · ${why}` : ''}`;
}
