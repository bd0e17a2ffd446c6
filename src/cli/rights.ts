import { Command } from 'commander';
import { atDesk } from '../app/open-desk.ts';
import { Failure } from '../app/user-error.ts';
import type { RightsRequest } from '../domain/privacy/consents.ts';
import { RIGHTS_MS } from '../services/privacy/process-requests.ts';
import { type Proven, proveConsent } from '../services/privacy/prove-consent.ts';
import { withDeskOptions } from './desk-options.ts';
import { findReviewer } from './find-reviewer.ts';
import { configFor, print, printJson } from './output.ts';

const LIMIT = '100';
const MOST = 10_000;

interface Options {
  limit?: string;
  json?: boolean;
  data?: string;
  as: string;
}

/** `posko rights …`: what citizens have agreed to and asked of their data, and the proof of it. */
export function rightsCommand(): Command {
  const rights = new Command('rights').description(
    'what citizens have agreed to and asked of their data',
  );
  withDeskOptions(
    rights
      .command('proof <citizen>')
      .description('what a citizen, such as Warga-7F3K, has agreed to, in the very words'),
  ).action(prove);
  withDeskOptions(
    rights
      .command('list')
      .description('requests to take back, restrict or erase, by receipt, with their deadlines'),
  )
    .option('--limit <number>', 'how many', LIMIT)
    .action(list);
  return rights;
}

async function prove(alias: string, options: Options): Promise<void> {
  await atDesk(configFor(options), async (deps) => {
    const { name } = await findReviewer(deps.store, options.as, 'see-rights');
    const proven = await proveConsent(deps, { alias, by: name });
    if (proven.length === 0) {
      throw new Failure(
        `nobody who is still known as ${alias} has agreed to anything; the case page names citizens as the desk knows them`,
      );
    }
    if (options.json) return printJson(proven);
    for (const each of proven) tell(each);
  });
}

async function list(options: Options): Promise<void> {
  const limit = Number(options.limit ?? LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
    throw new Failure(`--limit takes a number from 1 to ${MOST}`);
  }
  await atDesk(configFor(options), async ({ store, clock }) => {
    await findReviewer(store, options.as, 'see-rights');
    const listed = listRequests(await store.rights.requests(limit), clock.now());
    if (options.json) return printJson(listed);
    if (listed.length === 0) print('no requests');
    for (const each of listed) print(printRequest(each));
  });
}

function tell({ alias, proofs }: Proven): void {
  print(alias);
  for (const { purpose, deed, digest, at, words } of proofs) {
    print(`\n${new Date(at).toISOString()} · ${purpose} · ${deed} · SHA-256 ${digest}`);
    if (words) print(`${words.language}, version ${words.version}:\n${words.text}`);
  }
}

/** A request with its deadline, and how it stands against it. */
interface ListedRequest extends RightsRequest {
  dueAt: number;
  state: 'done' | 'late' | 'open' | 'overdue';
}

/** Requests with the deadline that the law gives, those that are overdue first. */
export function listRequests(requests: readonly RightsRequest[], now: number): ListedRequest[] {
  const rank = ({ state }: ListedRequest) => ['overdue', 'open', 'late', 'done'].indexOf(state);
  return requests
    .map((request): ListedRequest => ({ ...request, ...standingOf(request, now) }))
    .sort((a, b) => rank(a) - rank(b) || b.at - a.at);
}

function standingOf({ at, doneAt }: RightsRequest, now: number) {
  const dueAt = at + RIGHTS_MS;
  const isInTime = (doneAt ?? now) <= dueAt;
  if (doneAt === undefined) return { dueAt, state: isInTime ? 'open' : 'overdue' } as const;
  return { dueAt, state: isInTime ? 'done' : 'late' } as const;
}

/** A request on one line, for the terminal. */
function printRequest({ receipt, asked, at, doneAt, dueAt, state }: ListedRequest): string {
  const iso = (time: number) => new Date(time).toISOString();
  const done = doneAt === undefined ? `due ${iso(dueAt)}` : `done ${iso(doneAt)}`;
  return `${receipt} · ${asked} · asked ${iso(at)} · ${done} · ${state.toUpperCase()}`;
}
