import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { listWordings, type WordingChoice } from '../services/cases/choose-wordings.ts';
import { wordingLines } from '../terminal/show-wordings.ts';
import { addDeskCommands, type DeskOptions } from './desk-command.ts';
import { printAs } from './output.ts';

/** Wordings by their numbers in `posko review wordings`. */
export interface ChosenWordings {
  takeWording?: number[];
  leaveWording?: number[];
}

/** `posko review wordings …`: what would lead to the verdict of a case. */
export function addWordings(review: Command): void {
  addDeskCommands(review, { 'wordings <ticket>': ['see-case', wordings] });
}

async function wordings(
  deps: AppDeps,
  options: DeskOptions & { factCheck?: string; title?: string },
  ticket = '',
): Promise<void> {
  const found = await listWordings(deps, ticket, options);
  printAs(options, found, wordingLines(found).join('\n') || 'Tidak ada kata-kata baru.');
}

/** The keys of the wordings that were named by their numbers. */
export async function readNamed(
  deps: AppDeps,
  ticket: string,
  of: { options: ChosenWordings; title?: string | undefined; factCheck?: string },
): Promise<WordingChoice> {
  const { takeWording = [], leaveWording = [] } = of.options;
  if (takeWording.length + leaveWording.length === 0) return { take: [], leave: [] };
  const known = await listWordings(deps, ticket, of);
  const keys = (numbers: readonly number[]) =>
    numbers.map((number) => {
      const wording = known[number - 1];
      if (wording) return wording.key;
      throw new Failure(`there is no wording ${number}; see "posko review wordings ${ticket}"`);
    });
  return { take: keys(takeWording), leave: keys(leaveWording) };
}
