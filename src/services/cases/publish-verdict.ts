import { type Case, type Decision, ownFactCheckId, ticketOf } from '../../domain/cases/case.ts';
import { isExercise } from '../../domain/cases/exercise.ts';
import { closeCase, publishCase } from '../../domain/cases/lifecycle.ts';

import { newProfile } from '../../domain/citizens/profile.ts';
import type { NamedState } from '../../domain/content/flow-names.ts';
import { changeFactCheck } from '../../domain/fact-checks/change-fact-check.ts';
import { citedBy } from '../../domain/fact-checks/citation.ts';
import type { FactCheck } from '../../domain/fact-checks/fact-check.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import { idle, type Values } from '../../engine/conversation.ts';
import { claimTitle } from '../../matching/claim-title.ts';
import { beginTurn } from '../../ports/turn.ts';
import { claimFiles } from '../fact-checks/claim-files.ts';
import { ownWordings } from '../fact-checks/learn-wordings.ts';
import { composeReplies } from '../responses/compose-replies.ts';
import { verdictText } from '../responses/verdict-text.ts';
import type { CaseDeps } from './case-deps.ts';
import type { CaseUpdate } from './change-case.ts';
import { uncheckedBy } from './checklists.ts';

/** The change that publishes a verdict on a case and tells everyone who asked, once it can no longer be undone. */
export async function publishVerdict(deps: CaseDeps, found: Case, decision: Decision) {
  if (isExercise(found.ticket)) return closeAs(deps, found, 'rehearsed');
  const factCheck = await draftFactCheck(deps, found, decision);
  const told = announceVerdict(deps, found, factCheck);
  const { verdict, noSource } = decision;
  const unchecked = await uncheckedBy(deps, found, decision);
  const details = { before: 'none', verdict, ...(noSource && { noSource }), ...unchecked };
  const published = { ...told, event: { what: 'published', details } } as const;
  const { undo } = told.case;
  if (!undo) return published;
  return { ...published, case: { ...told.case, undo: { ...undo, decision } }, factChecks: [] };
}

/** Publishes the verdict that was kept back together with an announcement which now goes out; once, however often it is tried. */
export async function releaseVerdict(
  deps: Pick<CaseDeps, 'store' | 'clock' | 'settings' | 'index'>,
  { id: announced, case: id }: Pick<Announcement, 'id' | 'case'>,
): Promise<void> {
  const { cases } = deps.store;
  for (;;) {
    const found = id === undefined ? undefined : await cases.get(id);
    if (!found?.undo?.decision || found.undo.announcement !== announced) return;
    const { decision, ...undo } = found.undo;
    const factCheck = await draftFactCheck(deps, found, decision);
    const commit = { cases: [{ ...found, undo }], factChecks: [factCheck], history: [] };
    if ((await cases.commit(commit)) === 'committed') break;
  }
  await deps.index.follow();
}

/** The change that settles a case by a fact-check. */
export function announceVerdict(
  { clock, settings }: Pick<CaseDeps, 'clock' | 'settings'>,
  found: Case,
  factCheck: PublishedFactCheck,
): CaseUpdate {
  const now = clock.now();
  const announcement: Announcement = {
    id: `${factCheck.id}:${factCheck.version}:${found.id}`,
    news: 'verdict',
    factCheck: factCheck.id,
    version: factCheck.version,
    case: found.id,
  };
  const published = publishCase(found, factCheck.id, now);
  return {
    ...holdBack(published, announcement, now + settings.undoMs),
    did: { what: 'published', of: factCheck.verdict },
    event: { what: 'published', details: { before: 'none', verdict: factCheck.verdict } },
    factChecks: [factCheck],
  };
}

/** The change that closes a case without a published verdict and tells everyone who asked. */
export function closeAs(
  { clock, settings }: Pick<CaseDeps, 'clock' | 'settings'>,
  found: Case,
  closing: NonNullable<Case['closing']>,
): CaseUpdate {
  const now = clock.now();
  // A case can be closed again after it was reopened.
  const id = `closed:${found.id}:${found.revision}`;
  const announcement: Announcement = { id, news: 'closed', case: found.id };
  const closed = closeCase(found, closing, now);
  const held = holdBack(closed, announcement, now + settings.undoMs);
  return { ...held, did: { what: 'closed', of: closing } };
}

/** A decided case and its announcement, which nobody hears before a time, so that it can be taken back. */
export function holdBack(decided: Case, announcement: Announcement, until: number) {
  if (until <= (decided.decidedAt ?? 0)) return { case: decided, announcements: [announcement] };
  return {
    case: { ...decided, undo: { until, announcement: announcement.id } },
    announcements: [{ ...announcement, notBefore: until }],
  };
}

/** The fact-check that a verdict on a case amounts to. */
export async function draftFactCheck(
  deps: Pick<CaseDeps, 'store' | 'clock' | 'settings'>,
  found: Case,
  decision: Decision,
): Promise<PublishedFactCheck> {
  const now = deps.clock.now();
  const tips = await deps.store.cases.tipsOf(found.id);
  const heard = ownWordings({ found, tips }, { settings: deps.settings, title: decision.title });
  const wordings = heard.filter(({ isTaken }) => isTaken).map(({ text }) => text);
  const files = await claimFiles(deps, found, tips);
  const factCheck: FactCheck = {
    id: ownFactCheckId(found),
    title: decision.title ?? (claimTitle(found.claim) || decision.summary.split('\n', 1).join('')),
    verdict: decision.verdict,
    org: decision.org ?? deps.settings.post,
    language: 'id',
    publishedAt: jakartaDay(now),
    narratives: wordings.slice(0, 100),
    summary: decision.summary,
    ...sourcesOf(decision, jakartaDay(now)),
    ...(decision.article && { article: decision.article }),
    ...(files.length === 0 ? {} : { files }),
  };
  const undone = await deps.store.factChecks.get(factCheck.id);
  const { factCheck: drafted } = changeFactCheck(undefined, factCheck, now);
  return { ...drafted, version: (undone?.version ?? 0) + 1 };
}

/** What a verdict rests on; a source was read on the day of the verdict where no other day is named. */
function sourcesOf(decision: Decision, day: string): Partial<FactCheck> {
  const citations = citedBy(decision).map((each) => ({ seenOn: day, ...each }));
  const [main] = citations;
  if (main) return { url: decision.url ?? main.url, citations };
  return decision.noSource === undefined ? {} : { noSource: decision.noSource };
}

/** The message that citizens will get for a verdict, and the buttons under it. */
export interface Preview {
  text: string;
  choices: string[];
}

/** Words the message of a verdict as the first citizen who asked will get it; changes nothing. */
export async function previewVerdict(
  deps: CaseDeps,
  found: Case,
  of: { decision: Decision; attach?: { id: string } | undefined; language?: string },
): Promise<Preview> {
  const { decision, attach, language = 'id' } = of;
  const { script, clock } = deps;
  const now = clock.now();
  const attached = attach && (await deps.store.factChecks.get(attach.id));
  const factCheck = attached ?? (await draftFactCheck(deps, found, decision));
  const verdict = verdictText(script, language, { factCheck, now });
  const [first] = await deps.store.cases.tipsOf(found.id);
  const values = { ticket: ticketOf(first ?? {}, found), verdict };
  return previewUtterance(deps, { key: 'news.verdict', values, language, place: VERDICT });
}

const VERDICT: NamedState = { flow: 'news', state: 'verdict' };

/** Words what a state says just as a turn will that comes to it. */
export function previewUtterance(
  deps: CaseDeps,
  saying: { key: string; values: Values; language: string; place: NamedState },
): Preview {
  const { key, values, language, place } = saying;
  const now = deps.clock.now();
  const profile = newProfile(language, now);
  const nobody = { revision: 0, due: null, channel: '', pending: [] };
  const state = { ...nobody, profile, conversation: idle, heardAt: now };
  const turn = beginTurn(state, { citizen: '', now });
  turn.utterances.push({ type: 'say', key, values, question: { place } });
  const [reply] = composeReplies(deps, turn);
  return { text: reply?.text ?? '', choices: reply?.choices.map(({ label }) => label) ?? [] };
}
