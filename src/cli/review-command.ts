import { type Command, InvalidArgumentError } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import type { Permission } from '../domain/accounts/permissions.ts';
import { readTicket } from '../domain/cases/ticket.ts';
import type { Action, Done } from '../services/cases/change-case.ts';
import type { Merged } from '../services/cases/merge-cases.ts';
import { withDeskOptions } from './desk-options.ts';
import { findReviewer } from './find-reviewer.ts';
import { configFor, print, printJson } from './output.ts';
import { problemOf } from './play-review.ts';

/** Options of every review command. */
export interface Common {
  json?: boolean;
  data?: string;
  /** The reviewer's name. */
  as: string;
  /** The lease that the reviewer believes to hold. */
  fence?: number;
}

/** What a review command is for, and who may use it. */
interface Usage {
  /** Its name and words; a first word `<ticket>` is read as one. */
  usage: string;
  description: string;
  needs: Permission;
}

/** What a review command does with the words after its name. */
export type Act<T extends Common> = (
  deps: AppDeps,
  options: T,
  ...words: string[]
) => Promise<void>;

/** Adds a command with the options that all of them have. */
export function addReview<T extends Common>(
  review: Command,
  { usage, description, needs }: Usage,
  act: Act<T>,
): Command {
  const command = review.command(usage).description(description);
  const hasTicket = usage.includes('<ticket>');
  if (hasTicket) command.option('--fence <number>', 'refuse where this lease is over', readFence);
  return withDeskOptions(command).action(async (...given: unknown[]) => {
    // Commander adds the options and the command itself.
    const words = given
      .slice(0, -2)
      .flat()
      .filter((word) => word !== undefined)
      .map(String);
    if (hasTicket) words[0] = toTicket(words[0]);
    const options = command.opts<T>();
    await atDesk(configFor(options), async (deps) => {
      const { name } = await findReviewer(deps.store, options.as, needs);
      await act(deps, { ...options, as: name }, ...words);
    });
  });
}

/** The case that a command acts on, and who acts. */
export function actionOf({ as: reviewer, fence }: Common, ticket = ''): Action {
  return { ticket, reviewer, fence };
}

/** Tells what became of an action; a failure says what stood in the way. */
export async function finish(options: Common, ticket: string, doing: Promise<Done>): Promise<void> {
  const done = await doing;
  if (done.type !== 'done') throw new Failure(problemOf(ticket, done) ?? '');
  if (options.json) printJson(done.case);
  else print(`${ticket}: ${STATUS[done.case.status]}${undoHint(done)}`);
}

/** Tells what became of a merge or split. */
export function finishMerge(options: Common, merged: Merged, news: string): void {
  if (merged.type === 'problem') throw new Failure(merged.message);
  if (options.json) printJson(merged.case);
  else print(`${news} ${merged.case.ticket}.`);
}

const STATUS = {
  open: 'tersimpan.',
  published: 'putusan terbit; warga yang bertanya segera dikabari.',
  closed: 'ditutup; warga yang bertanya segera dikabari.',
  merged: 'digabung.',
} as const;

function undoHint(done: Extract<Done, { type: 'done' }>): string {
  const { undo, decidedAt, ticket } = done.case;
  if (!undo || decidedAt === undefined) return '';
  const seconds = Math.round((undo.until - decidedAt) / 1000);
  return ` Bisa dibatalkan dalam ${seconds} detik: posko review undo ${ticket}`;
}

/** What is wrong with the options, one line each. */
export function complaint(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n');
}

/** A ticket as typed; throws where it cannot be one. */
export function toTicket(word: unknown): string {
  const ticket = readTicket(String(word));
  if (ticket === undefined) throw new Failure(`${String(word)} is no ticket such as K7Q2`);
  return ticket;
}

function readFence(word: string): number {
  const fence = Number(word);
  if (!Number.isInteger(fence)) throw new InvalidArgumentError('a fence is a whole number');
  return fence;
}
