import type { Command } from 'commander';
import { Failure } from '../app/user-error.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import {
  type DoubtfulWording,
  listDoubtful,
  removeWordings,
} from '../services/fact-checks/doubtful-wordings.ts';
import { oneLine } from '../terminal/show-wordings.ts';
import { createDeskCommand, type DeskAct, type DeskOptions } from './create-command.ts';
import { printAs, printList } from './output.ts';

/** `posko wordings …`: the citizens' words by which fact-checks are found. */
export function wordingsCommand(): Command {
  return createDeskCommand('wordings', {
    check: [undefined, check],
    'remove <fact-check>': ['edit-fact-check', remove],
  });
}

const check: DeskAct = async (deps, options) => {
  const none = 'no wording says something else than its fact-check';
  printList(options, await listDoubtful(deps), { line: lineOf, none });
};

const remove: DeskAct<DeskOptions & { number: number[] }> = async (deps, options, id = '') => {
  const own = (await listDoubtful(deps)).filter(({ factCheck }) => factCheck === id);
  const texts = options.number.map((number) => {
    const found = own.find((wording) => wording.number === number);
    if (found) return found.text;
    throw new Failure(`${id} has no doubtful wording ${number}; see "posko wordings check"`);
  });
  const removed = await removeWordings(deps, { factCheck: id, texts, by: options.as });
  printAs(options, { removed }, `${removed} removed`);
};

function lineOf({ factCheck, number, text, adds }: DoubtfulWording): string {
  const what = adds.length > 0 ? `adds: ${oneLine(adds.join(', '), 200)}` : 'leaves out much of it';
  return neutralise(`${factCheck} · ${number}\n  ${oneLine(text, 200)}\n  ${what}`);
}
