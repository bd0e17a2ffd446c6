import { type Command, InvalidArgumentError } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import type { Permission } from '../domain/accounts/permissions.ts';
import type { Actor } from '../domain/accounts/reviewer.ts';
import { readTicket } from '../domain/cases/ticket.ts';
import { withDeskOptions } from './desk-options.ts';
import { findActor, findReviewer } from './find-reviewer.ts';
import { configFor } from './output.ts';

/** Options of every review command. */
export interface Common {
  json?: boolean;
  data?: string;
  /** The reviewer's name, and who that is. */
  as: string;
  actor: Actor;
  /** The lease that the reviewer believes to hold. */
  fence?: number;
}

/** What a review command is for, and who may use it. */
interface Usage {
  /** Its name and words; a first word `<ticket>` is read as one. */
  usage: string;
  description: string;
  /** Case actions check it themselves. */
  needs?: Permission;
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
      const actor = needs
        ? await findReviewer(deps.store, options.as, needs)
        : await findActor(deps.store, options.as);
      await act(deps, { ...options, as: actor.name, actor }, ...words);
    });
  });
}

/** What is wrong with the options, one line each. */
export function complaint(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n');
}

/** A ticket as typed; throws where it cannot be one. */
function toTicket(word: unknown): string {
  const ticket = readTicket(String(word));
  if (ticket === undefined) throw new Failure(`${String(word)} is no ticket such as K7Q2`);
  return ticket;
}

function readFence(word: string): number {
  const fence = Number(word);
  if (!Number.isInteger(fence)) throw new InvalidArgumentError('a fence is a whole number');
  return fence;
}
