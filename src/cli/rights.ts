import type { AppDeps } from '../app/app-deps.ts';
import { Failure } from '../app/user-error.ts';
import type { RightsRequest } from '../domain/privacy/consents.ts';
import { RIGHTS_MS } from '../services/privacy/process-requests.ts';
import { type Proven, proveConsent } from '../services/privacy/prove-consent.ts';
import { createDeskCommand, type DeskOptions } from './create-command.ts';
import { print, printJson, printList } from './output.ts';

export const rightsCommand = createDeskCommand('rights', {
  'proof <citizen>': ['see-rights', prove],
  list: ['see-rights', list],
});

async function prove(deps: AppDeps, { as: by, json }: DeskOptions, alias = ''): Promise<void> {
  const proven = await proveConsent(deps, { alias, by });
  if (proven.length === 0) {
    throw new Failure(
      `nobody who is still known as ${alias} has agreed to anything; the case page names citizens as the desk knows them`,
    );
  }
  if (json) return printJson(proven);
  for (const each of proven) printProofs(each);
}

async function list({ store, clock }: AppDeps, options: DeskOptions & { limit: number }) {
  const requests = await store.rights.requests(options.limit);
  const listed = listRequests(requests, clock.now());
  printList(options, listed, { line: requestLine, none: 'no requests' });
}

function printProofs({ alias, proofs }: Proven): void {
  print(alias);
  for (const { purpose, deed, digest, at, words } of proofs) {
    print(`\n${new Date(at).toISOString()} · ${purpose} · ${deed} · SHA-256 ${digest}`);
    if (words) print(`${words.language}, version ${words.version}:\n${words.text}`);
  }
}

type ListedRequest = RightsRequest & ReturnType<typeof standingOf>;

/** Requests with the deadline that the law gives, those that are overdue first. */
export function listRequests(requests: readonly RightsRequest[], now: number): ListedRequest[] {
  const rank = ({ state }: ListedRequest) => ['overdue', 'open', 'late', 'done'].indexOf(state);
  return requests
    .map((request) => ({ ...request, ...standingOf(request, now) }))
    .sort((a, b) => rank(a) - rank(b) || b.at - a.at);
}

function standingOf({ at, doneAt }: RightsRequest, now: number) {
  const dueAt = at + RIGHTS_MS;
  const isInTime = (doneAt ?? now) <= dueAt;
  if (doneAt === undefined) return { dueAt, state: isInTime ? 'open' : 'overdue' } as const;
  return { dueAt, state: isInTime ? 'done' : 'late' } as const;
}

function requestLine({ receipt, asked, at, doneAt, dueAt, state }: ListedRequest): string {
  const iso = (time: number) => new Date(time).toISOString();
  const done = doneAt === undefined ? `due ${iso(dueAt)}` : `done ${iso(doneAt)}`;
  return `${receipt} · ${asked} · asked ${iso(at)} · ${done} · ${state.toUpperCase()}`;
}
