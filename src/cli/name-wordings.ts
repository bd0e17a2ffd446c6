import { type Command, InvalidArgumentError } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { listWordings, type WordingChoice } from '../services/cases/choose-wordings.ts';
import { wordingLines } from '../terminal/show-wordings.ts';
import help from './help.json' with { type: 'json' };
import { printAs } from './output.ts';
import { addReview, type ReviewOptions } from './review-command.ts';

/** Wordings by their numbers in `posko review wordings`. */
export interface ChosenWordings {
  takeWording?: number[];
  leaveWording?: number[];
}

/** `posko review wordings …`: what would lead to the verdict of a case. */
export function addWordings(review: Command): void {
  addReview(review, 'wordings <ticket>', ['see-case', help.review.wordings, wordings])
    .option('--fact-check <id>', 'as they would lead to this fact-check')
    .option('--title <text>', 'as they would lead to a verdict under this title');
}

async function wordings(
  deps: AppDeps,
  options: ReviewOptions & { factCheck?: string; title?: string },
  ticket = '',
): Promise<void> {
  const found = await listWordings(deps, ticket, options);
  printAs(options, found, wordingLines(found).join('\n') || 'Tidak ada kata-kata baru.');
}

/** Adds the options by which wordings are named that lead to a verdict, or must not. */
export function addWordingOptions(command: Command): void {
  command
    .option('--take-wording <number>', help.options['take-wording'], addNumber)
    .option('--leave-wording <number>', 'leave this wording out; may be repeated', addNumber);
}

/** The keys of the wordings that were named by their numbers. */
export async function readNamed(
  deps: AppDeps,
  ticket: string,
  of: { options: ChosenWordings; title?: string | undefined; factCheck?: string },
): Promise<WordingChoice> {
  const { takeWording = [], leaveWording = [] } = of.options;
  if (takeWording.length + leaveWording.length === 0) {
    return { take: [], leave: [] };
  }
  const known = await listWordings(deps, ticket, of);
  const keys = (numbers: readonly number[]) =>
    numbers.map((number) => {
      const wording = known[number - 1];
      if (wording) return wording.key;
      throw new Failure(`there is no wording ${number}; see "posko review wordings ${ticket}"`);
    });
  return { take: keys(takeWording), leave: keys(leaveWording) };
}

/** Reads a number of an option that may be repeated, after those before it. */
export function addNumber(word: string, before: number[] = []): number[] {
  const number = Number(word);
  if (Number.isInteger(number) && number > 0) return [...before, number];
  throw new InvalidArgumentError('a wording is named by its number');
}
