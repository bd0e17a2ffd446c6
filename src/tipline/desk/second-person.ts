import type { Case } from '../../review/case.ts';
import { sendBackCase } from '../../review/case-life.ts';
import { lackOf } from '../../review/own-words.ts';
import { type Topic, topicsOf } from '../../review/topics.ts';
import type { Settings, Tipline } from '../tipline.ts';
import { type Action, act, type Done } from './act-on-case.ts';
import { publishVerdict } from './publish-verdict.ts';

/** Whether a second person has to agree before a verdict on this case goes out. */
export async function needsSecondPerson(
  { store, settings }: Pick<Tipline, 'store' | 'settings'>,
  found: Case,
): Promise<boolean> {
  if (settings.secondPerson.length === 0) return false;
  return isForTwo(topicsOf(found, await store.cases.tipsOf(found.id)), settings);
}

/** Whether one of the topics is for two people to decide. */
export function isForTwo(
  about: readonly Topic[],
  { secondPerson }: Pick<Settings, 'secondPerson'>,
): boolean {
  return about.some((topic) => secondPerson.includes(topic));
}

/** Publishes what another reviewer has proposed; where it is told when, only what was proposed then. */
export function approve(
  tipline: Tipline,
  { proposedAt, ...action }: Action & { proposedAt?: number | undefined },
): Promise<Done> {
  return act(tipline, action, async (found) => {
    const { proposal } = found;
    if (!proposal) return 'no-proposal';
    if (proposal.by === action.reviewer) return 'own-proposal';
    if (proposedAt !== undefined && proposedAt !== proposal.at) return 'other-proposal';
    const lack = lackOf(proposal.decision);
    if (lack) return lack;
    const published = await publishVerdict(tipline, found, proposal.decision);
    const details = { verdict: proposal.decision.verdict, proposed: proposal.by };
    return { ...published, deed: { what: 'seconded', details } };
  });
}

/** Gives a proposal back to whoever made it, as a draft, with a word why. */
export function sendBack(tipline: Tipline, action: Action, why: string): Promise<Done> {
  return act(tipline, action, async (found) => {
    if (!found.proposal) return 'no-proposal';
    const did = { what: 'sent-back', of: found.proposal.by, words: why } as const;
    return { case: sendBackCase(found), did };
  });
}
