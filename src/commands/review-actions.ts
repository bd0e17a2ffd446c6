import { InvalidArgumentError } from 'commander';
import { showCase, showQueue } from '../console/terminal/show-case.ts';
import { closings, decisionSchema } from '../review/case.ts';
import { readTicket } from '../review/ticket.ts';
import type { Done } from '../tipline/desk/act-on-case.ts';
import { close } from '../tipline/desk/decide.ts';
import { mergeCases, splitCase } from '../tipline/desk/merge-cases.ts';
import { listQueue, nextInQueue, viewCase } from '../tipline/desk/review-queue.ts';
import { correctFactCheck, retractFactCheck } from '../tipline/save-fact-checks.ts';
import type { Tipline } from '../tipline/tipline.ts';
import { Failure, print, printJson } from './output.ts';
import { problemOf } from './play-review.ts';

/** Options of every review command. */
export interface Common {
  json?: boolean;
  data?: string;
  as: string; // the reviewer's name
}

/** Shows the most urgent case that nobody else works on. */
export async function nextCase(tipline: Tipline, options: Common): Promise<void> {
  const entry = await nextInQueue(tipline, options.as);
  if (!entry) {
    if (options.json) printJson(null);
    else print('Antrean kosong.');
    return;
  }
  await show(tipline, options, entry.case.ticket);
}

/** Lists the queue. */
export async function list(tipline: Tipline, options: Common): Promise<void> {
  const entries = await listQueue(tipline);
  if (options.json) printJson(entries);
  else print(showQueue(entries));
}

/** Shows one case in full. */
export async function show(tipline: Tipline, options: Common, ticket = ''): Promise<void> {
  await tipline.openCases.load();
  const view = await viewCase(tipline, ticket);
  if (!view) throw new Failure(`there is no case ${ticket}; see "posko review list"`);
  const tips = view.tips.map(({ citizen: _, ...tip }) => tip);
  if (options.json) printJson({ ...view, tips });
  else print(showCase(view));
}

/** Corrects a published verdict. */
export async function correct(tipline: Tipline, options: Common, ticket = ''): Promise<void> {
  const id = await publishedOf(tipline, ticket);
  const read = decisionSchema
    .pick({ verdict: true, summary: true, url: true })
    .partial()
    .safeParse(options);
  if (!read.success) throw new Failure(complaint(read.error.issues));
  const changes = Object.fromEntries(
    Object.entries(read.data).filter(([, value]) => value !== undefined),
  );
  const change = await correctFactCheck(tipline, id, changes);
  if (!change) throw new Failure(`the verdict of ${ticket} was withdrawn`);
  if (options.json) printJson(change.factCheck);
  else print(change.type === 'same' ? 'Tidak ada yang berubah.' : `${ticket}: ralat disimpan.`);
}

/** Withdraws a published verdict. */
export async function retract(
  tipline: Tipline,
  options: Common,
  ticket = '',
  reason = '',
): Promise<void> {
  const factCheck = await retractFactCheck(tipline, await publishedOf(tipline, ticket), reason);
  if (!factCheck) throw new Failure(`the verdict of ${ticket} is withdrawn already`);
  if (options.json) printJson(factCheck);
  else print(`${ticket}: putusan ditarik.`);
}

/** Closes a case without a verdict. */
export async function closeCase(
  tipline: Tipline,
  options: Common,
  ticket = '',
  reason = '',
): Promise<void> {
  const closing = closings.find((name) => name === reason);
  if (!closing) throw new Failure(`the reason must be one of ${closings.join(', ')}`);
  await finish(options, ticket, close(tipline, { ticket, reviewer: options.as }, closing));
}

/** Joins a case to another. */
export async function merge(
  tipline: Tipline,
  options: Common,
  ticket = '',
  into = '',
): Promise<void> {
  const merged = await mergeCases(tipline, {
    from: ticket,
    into: toTicket(into),
    reviewer: options.as,
  });
  if (merged.type === 'problem') throw new Failure(merged.message);
  if (options.json) printJson(merged.case);
  else print(`${ticket} digabung ke ${merged.case.ticket}.`);
}

/** Takes a tip out into a case of its own. */
export async function split(
  tipline: Tipline,
  options: Common,
  ticket = '',
  tip = '',
): Promise<void> {
  const result = await splitCase(tipline, { ticket, tip, reviewer: options.as });
  if (result.type === 'problem') throw new Failure(result.message);
  if (options.json) printJson(result.case);
  else print(`Kasus baru: ${result.case.ticket}.`);
}

async function publishedOf({ store }: Tipline, ticket: string): Promise<string> {
  const found = await store.cases.byTicket(ticket);
  if (!found) throw new Failure(`there is no case ${ticket}; see "posko review list"`);
  if (!found.factCheck) throw new Failure(`${ticket} has no published verdict yet`);
  return found.factCheck;
}

/** Tells what became of an action; a failure says what stood in the way. */
export async function finish(options: Common, ticket: string, doing: Promise<Done>): Promise<void> {
  const done = await doing;
  if (done.type !== 'done') throw new Failure(problemOf(ticket, done) ?? '');
  if (options.json) printJson(done.case);
  else print(`${ticket}: ${STATUS[done.case.status]}`);
}

const STATUS = {
  open: 'tersimpan.',
  published: 'putusan terbit; warga yang bertanya segera dikabari.',
  closed: 'ditutup; warga yang bertanya segera dikabari.',
  merged: 'digabung.',
} as const;

/** What is wrong with the options, one line each. */
export function complaint(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n');
}

/** A ticket as typed; throws where it cannot be one. */
export function toTicket(word: unknown): string {
  const ticket = readTicket(String(word));
  if (ticket === undefined)
    throw new InvalidArgumentError(`${String(word)} is no ticket such as K7Q2`);
  return ticket;
}
