import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { decisionSchema } from '../domain/cases/case.ts';
import { correctFactCheck, retractFactCheck } from '../services/fact-checks/correct-fact-check.ts';
import { hasSecond } from '../services/fact-checks/has-second-reviewer.ts';
import { previewChange } from '../services/fact-checks/preview-change.ts';
import type { Wanted } from '../services/fact-checks/proposed-change.ts';
import type { Submitted } from '../services/fact-checks/submit-change.ts';
import { addDeskCommands, type DeskOptions } from './desk-command.ts';
import { print, printJson } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };
import { citedIn } from './review-case.ts';
import { LONE, linesOf } from './review-waiting.ts';

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
