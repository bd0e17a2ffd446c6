import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { neutralise } from '../domain/text/strip-control-codes.ts';
import {
  type DoubtfulWording,
  listDoubtful,
  removeWordings,
} from '../services/fact-checks/doubtful-wordings.ts';
import { oneLine } from '../terminal/show-wordings.ts';
import { createDeskCommand, type DeskOptions } from './create-command.ts';
import { printAs, printList } from './output.ts';

export const wordingsCommand = createDeskCommand('wordings', {
  check: [undefined, check],
  'remove <fact-check>': ['edit-fact-check', remove],
});

async function check(deps: AppDeps, options: DeskOptions): Promise<void> {
  const none = 'no wording says something else than its fact-check';
  printList(options, await listDoubtful(deps), { line: lineOf, none });
}

async function remove(deps: AppDeps, options: DeskOptions & { number: number[] }, id = '') {
  const own = (await listDoubtful(deps)).filter(({ factCheck }) => factCheck === id);
  const texts = options.number.map((number) => {
    const found = own.find((wording) => wording.number === number);
    if (found) return found.text;
    throw new Failure(`${id} has no doubtful wording ${number}; see "posko wordings check"`);
  });
  const removed = await removeWordings(deps, { factCheck: id, texts, by: options.as });
  printAs(options, { removed }, `${removed} removed`);
}

function lineOf({ factCheck, number, text, adds }: DoubtfulWording): string {
  const what = adds.length > 0 ? `adds: ${oneLine(adds.join(', '), 200)}` : 'leaves out much of it';
  return neutralise(`${factCheck} · ${number}\n  ${oneLine(text, 200)}\n  ${what}`);
}
