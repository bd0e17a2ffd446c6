import type { Request, Response } from 'express';
import type { Permission } from '../../domain/accounts/permissions.ts';
import type { ReviewerView } from '../../domain/accounts/reviewer.ts';
import type { Zone } from '../../domain/time/clock-zone.ts';
import type { PrintReport } from '../../ports/report-printer.ts';
import type { AccountDeps } from '../../services/accounts/account-deps.ts';
import type { Mention } from '../../services/cases/mentions.ts';
import type { drawWeeks } from '../../services/cases/quality.ts';
import type { StoredAlert } from '../../services/duty/alerts.ts';
import type { PublicList } from '../../services/fact-checks/public-list.ts';
import type { Language, Words } from '../../ui-text/ui-text.ts';
import type { CaseLooks } from './case/case-looks.ts';
import type { DeskDeps } from './desk-deps.ts';
import type { LiveQueue, Streams } from './queue/live-queue.ts';
import type { DashboardStats } from './stats/dashboard-stats.ts';
import type { FlowCounts, FlowSpan } from './stats/flow-stats.ts';

/** State of the process that shows the desk; nothing of it is secret. */
export interface Machine {
  variables: readonly { name: string; isSet: boolean; value?: string | undefined }[];
  /** What can be looked at quickly, in the words of `posko doctor`. */
  diagnose(): Promise<
    readonly { name: string; state: 'ok' | 'warning' | 'broken'; detail: string }[]
  >;
}

/** Everything that the pages of the desk work with. */
export interface Desk {
  deps: DeskDeps;
  gate: AccountDeps;
  live: LiveQueue;
  streams: Streams;
  looks: CaseLooks;
  factChecks: PublicList;
  machine: Machine;
  printReport: PrintReport;
  statsOf(days: number): Promise<DashboardStats>;
  drawnWeeks(of: 'all'): ReturnType<typeof drawWeeks>;
  flowCountsOf(days: FlowSpan): Promise<FlowCounts>;
  onError(error: unknown): void;
}

/** One request, its user, and the texts in their language. */
export interface Visit {
  desk: Desk;
  request: Request;
  response: Response;
  words: Words;
  language: Language;
  /** Whose clocks the times of the partners' board are on. */
  zone: Zone;
  /** Whether single letters are keys; some people's keyboards or voices send them by accident. */
  hasKeys: boolean;
  /** What every form on the page carries. */
  form: string;
  token: string | undefined;
  reviewer: ReviewerView | undefined;
  alarms: readonly StoredAlert[];
  /** How many citizens' reports wait for somebody who may pass them on; 0 for all others. */
  waitingReports: number;
  /** The notes on cases that name them. */
  mentions: readonly Mention[];
  /** What a login still needs, where it is not complete. */
  needs: 'nothing' | 'code' | 'totp';
}

export interface KnownVisit extends Visit {
  token: string;
  reviewer: ReviewerView;
}

/** Who may enter: anyone, half logged in, logged in, or with a permission. */
export type Needs = 'nobody' | 'half' | 'login' | Permission;

/** A page or an action of the desk, and who may have it. */
export type Route = { method: 'get' | 'post'; path: string; takesFile?: true } & (
  | { needs: 'nobody'; run(visit: Visit): void | Promise<void> }
  | { needs: KnownNeeds; run: RunKnown }
);

type KnownNeeds = Exclude<Needs, 'nobody'>;
type RunKnown = (visit: KnownVisit) => void | Promise<void>;

export function get(path: string, needs: KnownNeeds, run: RunKnown): Route {
  return { method: 'get', path, needs, run };
}

export function post(path: string, needs: KnownNeeds, run: RunKnown): Route {
  return { method: 'post', path, needs, run };
}

/** A field of a form as text; the first one where it was sent twice, nothing where it is missing. */
export function fieldOf(request: Pick<Request, 'body'>, name: string): string {
  const [first] = valuesOf(request, name);
  return typeof first === 'string' ? first.replaceAll('\r\n', '\n') : '';
}

/** All fields that say something, as text. */
export function formIn(request: Pick<Request, 'body'>): Record<string, string> {
  const fields = fieldNames(request).map((name) => [name, fieldOf(request, name)] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== ''));
}

export function fieldNames({ body }: Pick<Request, 'body'>): string[] {
  return typeof body === 'object' && body !== null ? Object.keys(body) : [];
}

/** All values of a field that may be sent more than once. */
export function fieldsOf(request: Pick<Request, 'body'>, name: string): string[] {
  return valuesOf(request, name).filter((each) => typeof each === 'string');
}

function valuesOf({ body }: Pick<Request, 'body'>, name: string): unknown[] {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return [];
  const value: unknown = (body as Record<string, unknown>)[name]; // its keys are any, its values unknown
  return Array.isArray(value) ? value : [value];
}

/** A word of the address's query as text. */
export function askedFor({ query }: Pick<Request, 'query'>, name: string): string {
  const value = query[name];
  const [first] = Array.isArray(value) ? value : [value];
  return typeof first === 'string' ? first.slice(0, 2000) : '';
}

export function partOf({ params }: Pick<Request, 'params'>, name: string): string {
  return String(params[name] ?? '');
}

/** The lease that a form was made under; one that is no number belongs to no lease. */
export function fenceOf(request: Pick<Request, 'body'>): number {
  const given = fieldOf(request, 'fence');
  return /^\d{1,12}$/.test(given) ? Number(given) : -1;
}
