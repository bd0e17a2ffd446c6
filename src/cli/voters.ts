import { readFile } from 'node:fs/promises';
import { load } from 'js-yaml';
import type { AppDeps } from '../app/app-deps.ts';
import { messageOf } from '../app/diagnostics/diagnosis.ts';
import { Failure } from '../app/user-error.ts';
import * as answers from '../services/voters/edit-answers.ts';
import { createDeskCommand, type DeskOptions } from './create-command.ts';
import { complain, joined, printAs, printList } from './output.ts';

export const votersCommand = createDeskCommand('voters', {
  list: [undefined, list],
  check: [undefined, check],
  'import <file>': ['edit-voter-answers', importAnswers],
});

function list({ voterAnswers, clock }: AppDeps, options: DeskOptions): void {
  printList(options, answers.reviewVoterEntries(voterAnswers.all(), clock.now()), { line: lineOf });
}

async function check({ voterAnswers, clock }: AppDeps, options: DeskOptions): Promise<void> {
  const entries = answers.reviewVoterEntries(voterAnswers.all(), clock.now());
  const flawed = entries.filter(({ flaw }) => flaw !== undefined);
  const none = `${entries.length} answers, none of which needs anybody`;
  printList(options, flawed, { line: lineOf, none });
  if (flawed.length > 0) throw new Failure(`${flawed.length} of ${entries.length} need somebody`);
}

async function importAnswers(deps: AppDeps, options: DeskOptions, file = ''): Promise<void> {
  const entries = await readEntries(file);
  const problems = entries.flatMap((entry, at) => {
    const read = answers.readVoterEntry(deps, entry);
    if (read.type === 'read') return [];
    return read.problems.map(({ field, message }) => `entry ${at + 1}: ${field} ${message}`);
  });
  if (problems.length > 0) {
    for (const problem of problems) complain(problem);
    throw new Failure(`nothing was imported: correct ${file} first`);
  }
  const counts = { saved: 0, same: 0, refused: 0 };
  for (const entry of entries) {
    const { type } = await answers.saveVoterEntry(deps, { entry, by: options.as });
    counts[type === 'saved' || type === 'same' ? type : 'refused'] += 1;
  }
  const text = `${counts.saved} saved, ${counts.same} as before, ${counts.refused} refused`;
  printAs(options, counts, text);
  if (counts.refused > 0)
    throw new Failure('some were changed by others meanwhile, or are too many');
}

/** A list of entries, or a file such as locales/voter-answers.yaml that holds one under "entries". */
async function readEntries(file: string): Promise<unknown[]> {
  try {
    const read: unknown = load(await readFile(file, 'utf8'));
    if (Array.isArray(read)) return read;
    const entries = typeof read === 'object' && read && 'entries' in read ? read.entries : read;
    if (Array.isArray(entries)) return entries;
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${messageOf(error).split('\n')[0]}`);
  }
  throw new Failure(`${file} must hold a list of answers`);
}

function lineOf({ entry, flaw, retired, changed }: answers.ReviewedEntry): string {
  const { id, election, region, registered, verified } = entry;
  const isIn = registered && (registered === 'yes' ? 'registered' : 'not registered');
  const conditions = [election, region, isIn].filter(Boolean).join(', ') || 'for all';
  const origin = changed ? `changed by ${changed.by}` : 'came along';
  const mark = retired ? 'RETIRED' : flaw?.toUpperCase();
  return joined(id, conditions, verified && `verified ${verified}`, origin, mark);
}
