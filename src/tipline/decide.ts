import {
  type Case,
  claimCase,
  closeCase,
  type closings,
  type Decision,
  heldLease,
  publishCase,
  releaseCase,
} from '../review/case.ts';
import type { FactCheck } from '../review/fact-check.ts';
import type { Announcement } from './commit.ts';
import type { PublishedFactCheck } from './fact-check.ts';
import { changeFactCheck } from './save-fact-checks.ts';
import type { Tipline } from './tipline.ts';

/** What became of a reviewer's action on a case. */
export type Done =
  | { type: 'done'; case: Case }
  | { type: 'taken'; by: string; until: number }
  | { type: 'decided'; status: Case['status'] }
  | { type: 'unknown' };

/** A reviewer and the case they act on, by its ticket. */
export interface Action {
  ticket: string;
  reviewer: string;
}

/** Claims a case: nobody else can decide it while the lease holds. */
export function claim(tipline: Tipline, action: Action): Promise<Done> {
  return act(tipline, action, async (found) => ({ case: found, what: 'claimed' }));
}

/** Gives a claimed case back to the queue. */
export function release(tipline: Tipline, action: Action): Promise<Done> {
  return act(tipline, action, async (found) => ({ case: releaseCase(found), what: 'released' }));
}

/** Publishes a verdict: matchable at once, and told to everyone who asked. */
export function reply(tipline: Tipline, action: Action, decision: Decision): Promise<Done> {
  return act(tipline, action, async (found) => {
    const factCheck = await draftFactCheck(tipline, found, decision);
    const published = publishCase(found, factCheck.id, tipline.clock.now());
    const announcement = {
      id: `${factCheck.id}:${factCheck.version}:${found.id}`,
      news: 'verdict' as const,
      factCheck: factCheck.id,
      version: factCheck.version,
      case: found.id,
    };
    const what = `published: ${factCheck.verdict}`;
    return { case: published, what, factChecks: [factCheck], announcements: [announcement] };
  });
}

/** Closes a case without a verdict and tells whoever asked why. */
export function close(
  tipline: Tipline,
  action: Action,
  closing: (typeof closings)[number],
): Promise<Done> {
  return act(tipline, action, async (found) => {
    const closed = closeCase(found, closing, tipline.clock.now());
    const announcement = { id: `closed:${found.id}`, news: 'closed' as const, case: found.id };
    return { case: closed, what: `closed: ${closing}`, announcements: [announcement] };
  });
}

interface Outcome {
  case: Case;
  what: string;
  factChecks?: PublishedFactCheck[];
  announcements?: Announcement[];
}

/** Does something to a case under the reviewer's lease, taking the lease where it is free. */
async function act(
  tipline: Tipline,
  { ticket, reviewer }: Action,
  decide: (found: Case) => Promise<Outcome>,
): Promise<Done> {
  const { cases } = tipline.store;
  for (;;) {
    const found = await cases.byTicket(ticket);
    if (!found) return { type: 'unknown' };
    const now = tipline.clock.now();
    const claimed = claimCase(found, reviewer, now);
    if (claimed.type !== 'claimed') return claimed;
    const { case: changed, what, ...more } = await decide(claimed.case);
    const isRenewal = what === 'claimed' && heldLease(found, now) !== undefined;
    const history = isRenewal ? [] : [{ case: found.id, at: now, by: reviewer, what }];
    if ((await cases.commit({ cases: [changed], ...more, history })) === 'stale') continue;
    await tipline.index.follow();
    return { type: 'done', case: changed };
  }
}

async function draftFactCheck(
  tipline: Tipline,
  found: Case,
  decision: Decision,
): Promise<PublishedFactCheck> {
  const now = tipline.clock.now();
  const tips = await tipline.store.cases.tipsOf(found.id);
  const wordings = [...new Set(tips.map((tip) => tip.text).filter((text) => text !== ''))];
  const factCheck: FactCheck = {
    id: `posko-${found.ticket.toLowerCase()}`,
    title: decision.title ?? firstLine(found.claim || decision.summary),
    verdict: decision.verdict,
    org: decision.org ?? tipline.settings.post,
    language: 'id',
    publishedAt: jakartaDay(now),
    narratives: wordings.slice(0, 100),
    summary: decision.summary,
    ...(decision.url === undefined ? {} : { url: decision.url }),
  };
  return changeFactCheck(undefined, factCheck, now).factCheck;
}

function firstLine(text: string): string {
  const line = text.split('\n').find((part) => part.trim() !== '') ?? text;
  return line.trim().slice(0, 300);
}

/** The day in Jakarta, as an ISO date. */
function jakartaDay(now: number): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(new Date(now));
}
