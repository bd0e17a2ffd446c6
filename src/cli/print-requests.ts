import type { RightsRequest } from '../domain/privacy/consents.ts';
import { RIGHTS_MS } from '../services/privacy/process-requests.ts';

/** A request with its deadline, and how it stands against it. */
export interface ListedRequest extends RightsRequest {
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
export function printRequest({ receipt, asked, at, doneAt, dueAt, state }: ListedRequest): string {
  const iso = (time: number) => new Date(time).toISOString();
  const done = doneAt === undefined ? `due ${iso(dueAt)}` : `done ${iso(doneAt)}`;
  return `${receipt} · ${asked} · asked ${iso(at)} · ${done} · ${state.toUpperCase()}`;
}
