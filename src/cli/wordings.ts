import { Command, InvalidArgumentError } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import { defang } from '../domain/text/links.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import {
  type DoubtfulWording,
  listDoubtful,
  removeWordings,
} from '../services/fact-checks/doubtful-wordings.ts';
import { asReviewer } from './desk-options.ts';
import { findReviewer } from './find-reviewer.ts';
import { configFor, print, printJson } from './output.ts';

interface Options {
  json?: boolean;
  data?: string;
}
interface RemoveOptions extends Options {
  as: string;
  all?: boolean;
  number?: number[];
  yes?: boolean;
}

/** `posko wordings …`: the citizens' words by which fact-checks are found. */
export function wordingsCommand(): Command {
  const wordings = new Command('wordings').description(
    'the words of citizens by which fact-checks are found',
  );
  common(wordings.command('check'))
    .description('list those that say something else than their fact-check; changes nothing')
    .action((options: Options) => atDesk(configFor(options), (deps) => check(deps, options)));
  common(wordings.command('remove [fact-check]'))
    .description('take such wordings out, so that nobody is answered by them')
    .option('--number <number>', 'this one of the fact-check; may be repeated', addNumber)
    .option('--all', 'all that citizens wrote, of one fact-check or of every one')
    .option('--yes', 'do it; without it only what would go is listed')
    .addOption(asReviewer())
    .action((id: string | undefined, options: RemoveOptions) =>
      atDesk(configFor(options), (deps) => remove(deps, options, id)),
    );
  return wordings;
}

function common(command: Command): Command {
  return command
    .option('--json', 'print JSON')
    .option('--data <folder>', 'folder of the embedded store');
}

async function check(deps: AppDeps, { json }: Options): Promise<void> {
  const found = await listDoubtful(deps);
  if (json) return printJson(found);
  show(found);
  if (found.some(({ origin }) => origin === 'unknown')) print(UNKNOWN);
}

const UNKNOWN =
  'Of those marked "origin unknown" the store cannot tell whether citizens wrote them or they were imported: ' +
  'look at each, and remove it by --number.';

async function remove(deps: AppDeps, options: RemoveOptions, id?: string): Promise<void> {
  const { name: by } = await findReviewer(deps.store, options.as, 'edit-fact-check');
  const gone = choose(await listDoubtful(deps), options, id);
  let removed = 0;
  if (options.yes) {
    for (const [factCheck, own] of Map.groupBy(gone, (each) => each.factCheck)) {
      const texts = own.map(({ text }) => text);
      removed += await removeWordings(deps, { factCheck, texts, by });
    }
  }
  if (options.json) return printJson({ removed, wordings: gone });
  show(gone);
  print(options.yes ? `${removed} removed` : `${gone.length} would be removed; add --yes to do it`);
}

function choose(
  found: readonly DoubtfulWording[],
  { all = false, number = [] }: RemoveOptions,
  id?: string,
): DoubtfulWording[] {
  if (all === number.length > 0) throw new Failure('name wordings by --number, or say --all');
  if (!all && id === undefined) throw new Failure('--number needs the id of a fact-check');
  const own = found.filter(({ factCheck }) => id === undefined || factCheck === id);
  if (all) return own.filter(({ origin }) => origin === 'citizens');
  const unknown = number.find((each) => own.every((wording) => wording.number !== each));
  if (unknown === undefined) return own.filter((wording) => number.includes(wording.number));
  throw new Failure(`${id} has no doubtful wording ${unknown}; see "posko wordings check"`);
}

function show(found: readonly DoubtfulWording[]): void {
  for (const { factCheck, tickets, number, text, adds, origin } of found) {
    const of = [factCheck, ...tickets].join(' ');
    const mark = origin === 'unknown' ? ' · origin unknown' : '';
    print(neutralise(`${of} · ${number}${mark}\n  ${brief(text, 200)}`));
    const what = adds.length > 0 ? `adds: ${brief(adds.join(', '), 200)}` : 'leaves out much of it';
    print(neutralise(`  ${what}`));
  }
  if (found.length === 0) print('no wording says something else than its fact-check');
}

function brief(text: string, length: number): string {
  const line = defang(text).replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}

function addNumber(word: string, before: number[] = []): number[] {
  const number = Number(word);
  if (Number.isInteger(number) && number > 0) return [...before, number];
  throw new InvalidArgumentError('a wording is named by its number');
}
