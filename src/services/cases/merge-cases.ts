import { type Case, type Tip, toTicket } from '../../domain/cases/case.ts';
import { markOf } from '../../domain/cases/exercise.ts';
import { heldLease, releaseCase } from '../../domain/cases/lifecycle.ts';
import { topicsOf } from '../../domain/cases/topics.ts';
import type { CaseDeps } from './case-deps.ts';
import { claimKey } from './open-case-index.ts';

export type Merged = { type: 'done'; case: Case } | { type: 'problem'; message: string };

/** Joins a case to another that asks the same; its tips and its ticket follow. */
export async function mergeCases(
  deps: Pick<CaseDeps, 'store' | 'clock'>,
  { from, into, reviewer }: { from: string; into: string; reviewer: string },
): Promise<Merged> {
  const { cases } = deps.store;
  const [source, target] = await Promise.all([cases.byTicket(from), cases.byTicket(into)]);
  if (!source) return problem(`there is no case ${from}`);
  if (!target) return problem(`there is no case ${into}`);
  if (source.id === target.id) return problem('a case cannot join itself');
  const isOpen = source.status === 'open' && target.status === 'open';
  if (!isOpen) return problem('both cases must be open');
  const isAlike = markOf(source.ticket) === markOf(target.ticket);
  if (!isAlike) return problem('an exercise joins nothing real');
  const now = deps.clock.now();
  const held = [source, target]
    .map((found) => heldLease(found, now))
    .find((lease) => lease && lease.by !== reviewer);
  if (held) return problem(`${held.by} is working on one of them`);
  const own = await cases.tipsOf(source.id);
  const tips = own.map((tip) => ({ ...tip, case: target.id }));
  const merged: Case = {
    ...releaseCase(source),
    status: 'merged',
    mergedInto: target.id,
    mergedTips: tips.map(({ id }) => id),
    decidedAt: now,
  };
  const history = [
    { case: source.id, at: now, by: reviewer, what: 'merged', of: target.ticket },
    { case: target.id, at: now, by: reviewer, what: 'took-in', of: source.ticket },
  ];
  const about = [...(target.topics ?? []), ...topicsOf(source, own)];
  const hold = (source.hold?.until ?? 0) > (target.hold?.until ?? 0) ? source.hold : target.hold;
  const more = { ...(hold && { hold }), ...(about.length > 0 && { topics: [...new Set(about)] }) };
  const joined: Case = { ...target, ...more };
  const result = await cases.commit({ cases: [merged, joined], tips, history });
  if (result === 'stale') return mergeCases(deps, { from, into, reviewer });
  return { type: 'done', case: joined };
}

/** Takes one tip out of a case into a new case of its own. */
export async function splitCase(
  deps: Pick<CaseDeps, 'store' | 'clock' | 'randomBytes'>,
  { ticket, tip: tipId, reviewer }: { ticket: string; tip: string; reviewer: string },
): Promise<Merged> {
  const { cases } = deps.store;
  const source = await cases.byTicket(ticket);
  if (!source) return problem(`there is no case ${ticket}`);
  if (source.status !== 'open') return problem(`${ticket} is decided already`);
  const now = deps.clock.now();
  const held = heldLease(source, now);
  if (held && held.by !== reviewer) return problem(`${held.by} is working on ${ticket}`);
  const tips = await cases.tipsOf(source.id);
  const tip = tips.find(({ id }) => id === tipId);
  if (!tip) return problem(`${ticket} has no tip ${tipId}`);
  if (tips.length === 1) return problem(`${ticket} has only this one tip`);
  const fresh = newCaseFor(deps, tip, now);
  // A tip without words of its own, such as a picture that nobody could read, stays what its case was about.
  const about = topicsOf(fresh, [tip]).length > 0 ? [] : topicsOf(source, tips);
  const { hold } = source;
  const more = { ...(hold && { hold }), ...(about.length > 0 && { topics: about }) };
  const split: Case = { ...fresh, ...more };
  const result = await cases.commit({
    cases: [source],
    newCases: [split],
    tips: [{ ...tip, case: split.id }],
    history: [
      { case: source.id, at: now, by: reviewer, what: 'split-off', of: split.ticket },
      { case: split.id, at: now, by: reviewer, what: 'split', of: source.ticket },
    ],
  });
  if (result === 'stale') return problem('the case has just changed; try again');
  return { type: 'done', case: split };
}

function problem(message: string): Merged {
  return { type: 'problem', message };
}

function newCaseFor({ randomBytes }: Pick<CaseDeps, 'randomBytes'>, tip: Tip, now: number): Case {
  const id = Buffer.from(randomBytes(12)).toString('base64url');
  return {
    id,
    ticket: markOf(tip.ticket ?? '') + toTicket(randomBytes(7), 6),
    status: 'open',
    claim: tip.text,
    claimKey: `split:${id}:${claimKey(tip.text)}`.slice(0, 400),
    openedAt: now,
    fence: 0,
    revision: 0,
  };
}
