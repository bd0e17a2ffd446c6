import { type Command, InvalidArgumentError } from 'commander';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import type { Permission } from '../domain/accounts/permissions.ts';
import type { Actor } from '../domain/accounts/reviewer.ts';
import { readTicket } from '../domain/cases/ticket.ts';
import {
  asReviewer,
  type DeskAct,
  type DeskOptions,
  findActor,
  findReviewer,
  withStoreOptions,
  wordsOf,
} from './desk-command.ts';
import { configFor } from './output.ts';

/** Options of every review command. */
export interface ReviewOptions extends DeskOptions {
  actor: Actor;
  /** The lease that the reviewer believes to hold. */
  fence?: number;
}

/**
 * Adds a command with the options that all of them have. A first word `<ticket>` is read as one; without a
 * permission anybody who works at the desk may try, and the act itself says who may.
 */
export function addReview<T extends ReviewOptions>(
  review: Command,
  usage: string,
  [needs, description, act]: readonly [Permission | undefined, string, DeskAct<T>],
): Command {
  const command = review.command(usage).description(description);
  const hasTicket = usage.includes('<ticket>');
  if (hasTicket) command.option('--fence <number>', 'refuse where this lease is over', readFence);
  withStoreOptions(command).addOption(asReviewer());
  return command.action(async (...given: unknown[]) => {
    const words = wordsOf(given);
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
