import type { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import {
  type DoubtfulWording,
  listDoubtful,
  removeWordings,
} from '../services/fact-checks/doubtful-wordings.ts';
import { oneLine } from '../terminal/show-wordings.ts';
import { createCommand } from './create-command.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { addNumber } from './name-wordings.ts';
import { print, printJson } from './output.ts';

interface RemoveOptions extends DeskOptions {
  all?: boolean;
  number?: number[];
  yes?: boolean;
}

/** `posko wordings …`: the citizens' words by which fact-checks are found. */
export function wordingsCommand(): Command {
  return addDeskCommands(createCommand('wordings'), {
    check: [undefined, check],
    'remove [fact-check]': ['edit-fact-check', remove, addNumberOption],
  });
}

function addNumberOption(command: Command): void {
  const about = 'this one of the fact-check; may be repeated';
  command.option('--number <number>', about, addNumber);
}

const check: DeskAct = async (deps, { json }) => {
  const found = await listDoubtful(deps);
  if (json) return printJson(found);
  show(found);
  if (found.some(({ origin }) => origin === 'unknown')) print(UNKNOWN);
};

const UNKNOWN =
  'Of those marked "origin unknown" the store cannot tell whether citizens wrote them or they were imported: ' +
  'look at each, and remove it by --number.';

const remove: DeskAct<RemoveOptions> = async (deps, options, id?: string) => {
  const gone = choose(await listDoubtful(deps), options, id);
  let removed = 0;
  if (options.yes) {
    for (const [factCheck, own] of Map.groupBy(gone, (each) => each.factCheck)) {
      const texts = own.map(({ text }) => text);
      removed += await removeWordings(deps, { factCheck, texts, by: options.as });
    }
  }
  if (options.json) return printJson({ removed, wordings: gone });
  show(gone);
  print(options.yes ? `${removed} removed` : `${gone.length} would be removed; add --yes to do it`);
};

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
    print(neutralise(`${of} · ${number}${mark}\n  ${oneLine(text, 200)}`));
    const what =
      adds.length > 0 ? `adds: ${oneLine(adds.join(', '), 200)}` : 'leaves out much of it';
    print(neutralise(`  ${what}`));
  }
  if (found.length === 0) print('no wording says something else than its fact-check');
}
