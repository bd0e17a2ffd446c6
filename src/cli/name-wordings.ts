import { type Command, InvalidArgumentError } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import type { Action } from '../services/cases/change-case.ts';
import { chooseWordings, listWordings } from '../services/cases/choose-wordings.ts';
import { wordingLines } from '../terminal/show-wordings.ts';
import { print, printJson } from './output.ts';
import { problemOf } from './play-review.ts';
import { addReview, type Common } from './review-command.ts';

/** Wordings by their numbers in `posko review wordings`. */
export interface ChosenWordings {
  takeWording?: number[];
  leaveWording?: number[];
}

/** `posko review wordings …`: what would lead to the verdict of a case. */
export function addWordings(review: Command): void {
  addReview(
    review,
    {
      usage: 'wordings <ticket>',
      description: 'list what would lead to the verdict of a case, and what each wording adds',
      needs: 'see-case',
    },
    wordings,
  )
    .option('--fact-check <id>', 'as they would lead to this fact-check')
    .option('--title <text>', 'as they would lead to a verdict under this title');
}

async function wordings(
  deps: AppDeps,
  options: Common & { factCheck?: string; title?: string },
  ticket = '',
): Promise<void> {
  const found = await listWordings(deps, ticket, options);
  if (options.json) printJson(found);
  else print(wordingLines(found).join('\n') || 'Tidak ada kata-kata baru.');
}

/** Adds the options by which wordings are named that lead to a verdict, or must not. */
export function addWordingOptions(command: Command): void {
  command
    .option('--take-wording <number>', 'let this wording lead to the verdict; may be repeated', add)
    .option('--leave-wording <number>', 'leave this wording out; may be repeated', add);
}

/** Notes the wordings that were named, if any. */
export async function chooseNamed(
  deps: AppDeps,
  action: Action,
  of: { options: ChosenWordings; title?: string | undefined; factCheck?: string },
): Promise<void> {
  const { takeWording = [], leaveWording = [] } = of.options;
  if (takeWording.length + leaveWording.length === 0) return;
  const known = await listWordings(deps, action.ticket, of);
  const keys = (numbers: readonly number[]) =>
    numbers.map((number) => {
      const wording = known[number - 1];
      if (wording) return wording.key;
      throw new Failure(
        `there is no wording ${number}; see "posko review wordings ${action.ticket}"`,
      );
    });
  const choice = { take: keys(takeWording), leave: keys(leaveWording) };
  const done = await chooseWordings(deps, action, choice);
  if (done.type !== 'done') throw new Failure(problemOf(action.ticket, done) ?? '');
}

function add(word: string, before: number[] = []): number[] {
  const number = Number(word);
  if (Number.isInteger(number) && number > 0) return [...before, number];
  throw new InvalidArgumentError('a wording is named by its number');
}
