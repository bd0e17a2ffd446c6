import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { decisionSchema } from '../domain/cases/case.ts';
import { correctFactCheck, retractFactCheck } from '../services/fact-checks/correct-fact-check.ts';
import {
  approveChange,
  type Decided,
  returnChange,
  takeBackChange,
} from '../services/fact-checks/decide-change.ts';
import { hasSecond } from '../services/fact-checks/has-second-reviewer.ts';
import { type ChangePreview, previewChange } from '../services/fact-checks/preview-change.ts';
import {
  listChanges,
  type StoredChange,
  type Wanted,
} from '../services/fact-checks/proposed-change.ts';
import type { Submitted } from '../services/fact-checks/submit-change.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { print, printAs, printJson } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };
import { citedIn } from './review-case.ts';

interface ChangeOptions extends DeskOptions {
  yes?: boolean;
  why?: string;
  url?: string[];
}

/** The commands that correct or withdraw what was published, each after a look at what it would tell whom. */
export function addChanging(review: Command): void {
  addDeskCommands(review, {
    'correct <ticket>': ['edit-fact-check', correct],
    'retract <ticket> <reason>': ['retract', retract],
  });
}

async function correct(deps: AppDeps, options: ChangeOptions, ticket = ''): Promise<void> {
  const id = await publishedOf(deps, ticket);
  const read = decisionSchema
    .pick({ verdict: true, summary: true, url: true, citations: true })
    .partial()
    .safeParse({ ...options, ...citedIn(options.url) });
  if (!read.success) {
    const problems = read.error.issues.map(
      ({ path, message }) => `--${path.join('.')}: ${message}`,
    );
    throw new Failure(problems.join('\n'));
  }
  const given = Object.entries(read.data).filter(([, value]) => value !== undefined);
  const changes = Object.fromEntries(given);
  const why = options.why?.trim().slice(0, 300) ?? '';
  if (why === '') throw new Failure('--why: write the reason');
  const wanted: Wanted = { type: 'correct', id, changes };
  if (!options.yes) return show(deps, options, { wanted, why });
  const by = { by: options.as, why };
  await finish(deps, options, {
    ticket,
    submitted: await correctFactCheck(deps, id, { ...changes, ...by }),
  });
}

async function retract(deps: AppDeps, options: ChangeOptions, ticket = '', reason = '') {
  const id = await publishedOf(deps, ticket);
  if (reason.trim() === '') throw new Failure('write the reason that citizens read');
  if (!options.yes) return show(deps, options, { wanted: { type: 'retract', id }, why: reason });
  const submitted = await retractFactCheck(deps, id, { reason, by: options.as });
  await finish(deps, options, { ticket, submitted });
}

/** Both messages and whom it reaches; nothing is changed. */
async function show(
  deps: AppDeps,
  { json }: ChangeOptions,
  { wanted, why }: { wanted: Wanted; why: string },
): Promise<void> {
  const preview = await previewChange(deps, wanted, why);
  if (json) return printJson(preview);
  for (const line of linesOf(preview)) print(line);
  print('Nothing was changed. Do it with the same command and --yes.');
}

async function finish(
  deps: AppDeps,
  { json, as }: ChangeOptions,
  { ticket, submitted }: { ticket: string; submitted: Submitted },
): Promise<void> {
  if (submitted.type === 'refused')
    throw new Failure(`${ticket}: ${refusals.change[submitted.why]}`);
  if (json)
    return printJson('change' in submitted ? submitted.change : (submitted.factCheck ?? {}));
  if (submitted.type === 'proposed') {
    const { id } = submitted.change;
    print(
      `${ticket}: usulan tersimpan; orang lain menyetujuinya dengan: posko review approve-change ${id}`,
    );
    if (!(await hasSecond(deps.store, as))) print(LONE);
  } else if (submitted.type === 'held') {
    const { id, until = 0, at } = submitted.change;
    const seconds = Math.round((until - at) / 1000);
    print(
      `${ticket}: tersimpan. Bisa dibatalkan dalam ${seconds} detik: posko review undo-change ${id}`,
    );
  } else print(submitted.type === 'same' ? 'Tidak ada yang berubah.' : `${ticket}: tersimpan.`);
}

async function publishedOf({ store }: AppDeps, ticket: string): Promise<string> {
  const found = await store.cases.byTicket(ticket);
  if (!found) throw new Failure(`there is no case ${ticket}; see "posko review list"`);
  if (!found.factCheck) throw new Failure(`${ticket} has no published verdict yet`);
  return found.factCheck;
}

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
const LONE =
  'Belum ada orang lain yang bisa menyetujui; tambahkan dengan: posko reviewer add NAMA --role editor';

/** Both messages of each fact-check, one above the other, and whom the change reaches. */
function linesOf({ items, total, citizens, needsTwo }: ChangePreview): string[] {
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
function headOf({ id, wanted, by, at, why, until }: StoredChange): string {
  const what = wanted.type === 'import' ? `import ${wanted.source}` : wanted.type;
  const standing =
    until === undefined
      ? 'waits for a second person'
      : `holds from ${new Date(until).toISOString()}`;
  return `${id} · ${what} · ${by}, ${new Date(at).toISOString()} · ${standing}${why ? ` · ${why}` : ''}`;
}
