import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { parse } from 'yaml';
import type { AppDeps } from '../app/app-deps.ts';
import { messageOf } from '../app/diagnostics/diagnosis.ts';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import type { Permission } from '../domain/accounts/permissions.ts';
import {
  type ReviewedEntry,
  readVoterEntry,
  reviewVoterEntries,
  saveVoterEntry,
} from '../services/voters/edit-answers.ts';
import { asReviewer } from './desk-options.ts';
import { findReviewer } from './find-reviewer.ts';
import { complain, configFor, print, printJson } from './output.ts';

interface Options {
  json?: boolean;
  data?: string;
  as: string;
}

type Act = (deps: AppDeps, options: Options, ...words: string[]) => Promise<void>;

/** Creates `posko voters …`: the answers for voters. */
export function votersCommand(): Command {
  const voters = new Command('voters').description('what citizens are told who ask how to vote');
  put(voters, 'list', {
    description: 'list the answers, those that need somebody first',
    act: list,
  });
  put(voters, 'check', { description: 'name the answers that need somebody', act: check });
  put(voters, 'import <file>', {
    description: 'take in answers from YAML or JSON, all of them or none',
    act: takeIn,
    needs: 'edit-voter-answers',
  });
  return voters;
}

function put(
  voters: Command,
  usage: string,
  { description, act, needs }: { description: string; act: Act; needs?: Permission },
): void {
  const command = voters
    .command(usage)
    .description(description)
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded store');
  if (needs) {
    command.addOption(asReviewer());
  }
  command.action(async (...given: unknown[]) => {
    const words = given.slice(0, -2).filter((word) => typeof word === 'string');
    const options = command.opts<Options>();
    await atDesk(configFor(options), async (deps) => {
      const by = needs ? (await findReviewer(deps.store, options.as, needs)).name : '';
      await act(deps, { ...options, as: by }, ...words);
    });
  });
}

const list: Act = async ({ voterAnswers, clock }, { json }) => {
  const entries = reviewVoterEntries(voterAnswers.all(), clock.now());
  if (json) printJson(entries);
  else for (const entry of entries) print(lineOf(entry));
};

const check: Act = async ({ voterAnswers, clock }, { json }) => {
  const entries = reviewVoterEntries(voterAnswers.all(), clock.now());
  const flawed = entries.filter(({ flaw }) => flaw !== undefined);
  if (json) printJson(flawed);
  else for (const entry of flawed) print(lineOf(entry));
  if (flawed.length > 0) throw new Failure(`${flawed.length} of ${entries.length} need somebody`);
  if (!json) print(`${entries.length} answers, none of which needs anybody`);
};

const takeIn: Act = async (deps, { as, json }, file = '') => {
  const entries = await readEntries(file);
  const problems = entries.flatMap((entry, at) => {
    const read = readVoterEntry(deps, entry);
    if (read.type === 'read') return [];
    return read.problems.map(({ field, message }) => `entry ${at + 1}: ${field} ${message}`);
  });
  if (problems.length > 0) {
    for (const problem of problems) complain(problem);
    throw new Failure(`nothing was taken in: mend ${file} first`);
  }
  const counts = { saved: 0, same: 0, refused: 0 };
  for (const entry of entries) {
    const { type } = await saveVoterEntry(deps, { entry, by: as });
    counts[type === 'saved' || type === 'same' ? type : 'refused'] += 1;
  }
  if (json) printJson(counts);
  else print(`${counts.saved} saved, ${counts.same} as before, ${counts.refused} refused`);
  if (counts.refused > 0)
    throw new Failure('some were changed by others meanwhile, or are too many');
};

/** A list of entries, or a file such as locales/voter-answers.yaml that holds one under "entries". */
async function readEntries(file: string): Promise<unknown[]> {
  try {
    const read: unknown = parse(await readFile(file, 'utf8'), { schema: 'core' });
    if (Array.isArray(read)) return read;
    const entries = typeof read === 'object' && read && 'entries' in read ? read.entries : read;
    if (Array.isArray(entries)) return entries;
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${messageOf(error).split('\n')[0]}`);
  }
  throw new Failure(`${file} must hold a list of answers`);
}

function lineOf({ entry, flaw, retired, changed }: ReviewedEntry): string {
  const { election, region, registered, verified } = entry;
  const conditions = [
    election,
    region,
    registered && (registered === 'yes' ? 'registered' : 'not registered'),
  ];
  const parts = [
    entry.id,
    conditions.filter(Boolean).join(', ') || 'for all',
    verified ? `verified ${verified}` : undefined,
    changed ? `changed by ${changed.by}` : 'came along',
    retired ? 'RETIRED' : flaw?.toUpperCase(),
  ];
  return parts.filter(Boolean).join(' · ');
}
