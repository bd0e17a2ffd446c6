import type { Case, Tip } from '../../domain/cases/case.ts';
import { topicsOf } from '../../domain/cases/topics.ts';
import { MOST_WORDINGS } from '../../domain/fact-checks/fact-check.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { Announcement } from '../../domain/messages/announcement.ts';
import type { Settings } from '../../domain/settings/settings.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { type NewWording, newWordings } from './new-wordings.ts';

/** A case that is settled, and what was asked in it. */
interface Asked {
  found: Case;
  tips: readonly Tip[];
}

type Deciding = Pick<Settings, 'secondPerson'>;

/** Adds the wordings of citizens to the fact-check that an announced verdict resolves their case by, unless withdrawn. */
export async function learnWordings(
  { store, index, clock, settings }: Pick<FactCheckDeps, 'store' | 'index' | 'clock' | 'settings'>,
  { news, case: id, factCheck }: Pick<Announcement, 'news' | 'case' | 'factCheck'>,
): Promise<void> {
  if (news !== 'verdict' || id === undefined || factCheck === undefined) return;
  for (;;) {
    const [known, found] = [await store.factChecks.get(factCheck), await store.cases.get(id)];
    if (!known || known.retracted !== undefined || !found) return;
    const asked = { found, tips: await store.cases.tipsOf(id) };
    const learned = withWordings(known, asked, { settings, now: clock.now() });
    if (learned === known) return;
    const done = await store.cases.commit({ cases: [], factChecks: [learned], history: [] });
    if (done === 'committed') break;
  }
  await index.follow();
}

/** The fact-check with the wordings that its case brings and that are taken; the same one where none is new. */
export function withWordings(
  known: PublishedFactCheck,
  asked: Asked,
  { settings, now }: { settings: Deciding; now: number },
): PublishedFactCheck {
  const heard = wordingsFor(asked, { settings, factCheck: known });
  const taken = heard.filter(({ isTaken }) => isTaken).map(({ text }) => text);
  const narratives = [...new Set([...known.narratives, ...taken])].slice(0, MOST_WORDINGS);
  if (narratives.length <= known.narratives.length) return known;
  return { ...known, narratives, changedAt: now };
}

/** The wordings that a case would bring to a fact-check that exists. */
export function wordingsFor(
  { found, tips }: Asked,
  { settings, factCheck }: { settings: Deciding; factCheck: PublishedFactCheck },
): NewWording[] {
  const { title, claim, narratives } = factCheck;
  const claims = [title, ...(claim === undefined ? [] : [claim]), ...narratives];
  return newWordings(found, tips, { claims, isForTwo: isForTwo({ found, tips }, settings) });
}

/** The wordings that a case brings to a verdict of its own, under its headline where it has one. */
export function ownWordings(
  { found, tips }: Asked,
  { settings, title }: { settings: Deciding; title?: string | undefined },
): NewWording[] {
  const claims = [found.claim, title ?? ''].filter((claim) => claim !== '');
  const isForTwoPeople = isForTwo({ found, tips }, settings);
  return newWordings(found, tips, { claims, isOwn: true, isForTwo: isForTwoPeople });
}

function isForTwo({ found, tips }: Asked, { secondPerson }: Deciding): boolean {
  return topicsOf(found, tips).some((topic) => secondPerson.includes(topic));
}
