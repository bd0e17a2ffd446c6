import type { Command } from 'commander';
import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import { interests } from '../domain/subscriptions/subscription.ts';
import {
  countReached,
  LEAST_SHOWN,
  readAudience,
} from '../services/subscriptions/audience-stats.ts';
import {
  approveWarning,
  takeBackWarning,
  type Warned,
  warnSubscribers,
} from '../services/subscriptions/warn-subscribers.ts';
import { previewWarning, readyToWarn } from '../services/subscriptions/warning-candidates.ts';
import { addDeskCommands, type DeskAct, type DeskOptions } from './desk-command.ts';
import { print, printAs, printJson } from './output.ts';
import refusals from './refusals.json' with { type: 'json' };

interface WarnOptions extends DeskOptions {
  to?: string;
  send?: boolean;
  approve?: boolean;
  takeBack?: boolean;
}

/** The commands about subscribers: how many there are, and warning them of a decided claim that spreads. */
export function addWarningCommands(review: Command): void {
  addDeskCommands(review, {
    subscribers: ['see-dashboards', subscribers],
    'warn <ticket>': ['warn-subscribers', warn],
  });
}

const subscribers: DeskAct = async (deps, { json }) => {
  const figures = await readAudience(deps);
  if (json) return printJson(figures);
  for (const { interest, count } of figures.interests) print(`${shown(count)}\t${interest}`);
  for (const [kind, count] of Object.entries(figures.sent)) print(`${count}\tsent: ${kind}`);
};

async function warn(deps: AppDeps, options: WarnOptions, ticket = ''): Promise<void> {
  const action = { ticket, by: options.as };
  if (options.takeBack) return finish(options, ticket, await takeBackWarning(deps, action));
  if (options.approve) return finish(options, ticket, await approveWarning(deps, action));
  const chosen = readInterests(options.to);
  if (options.send) return finish(options, ticket, await warnSubscribers(deps, action, chosen));
  await preview(deps, options, { ticket, chosen });
}

async function preview(
  deps: AppDeps,
  { json }: WarnOptions,
  { ticket, chosen }: { ticket: string; chosen: readonly string[] },
): Promise<void> {
  const ready = await readyToWarn(deps, ticket);
  if (typeof ready === 'string') {
    throw new Failure(warningProblem(ticket, { type: 'refused', why: ready }) ?? ready);
  }
  const to = ready.interests.filter((interest) => chosen.includes(interest));
  const reaches = await countReached(deps, to);
  const { text } = previewWarning(deps, ready.factCheck);
  if (json) return printJson({ ticket, spread: ready.spread, to, reaches: reaches ?? null, text });
  print(text);
  print(
    `\nto: ${to.join(', ') || 'nobody'} · reaches at most ${shown(reaches)} · asked for ${ready.spread} times since yesterday`,
  );
  print(`Nothing was sent. Send it with: posko review warn ${ticket} --send`);
}

function readInterests(typed: string | undefined): readonly string[] {
  if (typed === undefined) return interests;
  return typed.split(',').map((word) => {
    const found = interests.find((each) => each.toLowerCase() === word.trim().toLowerCase());
    if (found) return found;
    throw new Failure(`nobody can subscribe to ${word.trim()}; there are ${interests.join(', ')}`);
  });
}

const NEWS = {
  sent: 'the warning goes to subscribers',
  proposed: 'the warning waits for a second person',
  'taken-back': 'the warning is taken back',
} as const;

function finish(options: WarnOptions, ticket: string, warned: Warned): void {
  if (warned.type === 'refused') throw new Failure(warningProblem(ticket, warned) ?? ticket);
  printAs(options, warned.warning, `${ticket}: ${NEWS[warned.type]}.`);
}

function shown(count: number | undefined): string {
  return count === undefined ? `<${LEAST_SHOWN}` : String(count);
}

/** What an editor has to know where a warning did not go through. */
export function warningProblem(ticket: string, warned: Warned): string | undefined {
  return warned.type === 'refused' ? `${ticket}: ${refusals.warning[warned.why]}` : undefined;
}
