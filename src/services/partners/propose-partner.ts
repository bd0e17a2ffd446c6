import type { Case } from '../../domain/cases/case.ts';
import type { Priority } from '../../domain/cases/priority.ts';
import {
  isOver,
  type ReferableThreat,
  referableThreats,
  statusOf,
} from '../../domain/partners/referral.ts';
import { type RuleFit, threatByTopics } from '../../domain/partners/routing.ts';
import type { DeafReason } from './find-readers.ts';
import type { PartnerDeps } from './partner-deps.ts';
import { listReferrals } from './referrals.ts';
import { type aboutCase, readRoutes } from './routing.ts';

/** A partner that the rules name for a case, and why. */
export interface ProposedPartner {
  organisation: string;
  name: string;
  /** Whether it may stand in the queue: a reviewer named the harm, or the guess at it is sure enough. */
  isSure: boolean;
  why: Pick<RuleFit, 'met'> & {
    threat: ReferableThreat;
    /** Who named the harm: a reviewer, the triage with how sure it is, or the topics alone. */
    by: 'reviewer' | 'triage' | 'topics';
    certainty: number;
  };
}

/** A partner with a rule that is not proposed: its rule asks for something in vain, it has the case, or nobody there can read it. */
export interface PartnerNotProposed extends Pick<RuleFit, 'rule' | 'missed'> {
  name: string;
  hasIt: boolean;
  deaf: DeafReason | undefined;
}

/** The partners for a case, those whose rule says most about it first; none to whom it lies already. */
export type Propose = (
  found: Case,
  about: { priority: Pick<Priority, 'threat' | 'topics'>; about: ReturnType<typeof aboutCase> },
) => { partners: ProposedPartner[]; others: PartnerNotProposed[] };

/**
 * From this certainty on the sign in the queue names the right partner for 202 of 205 messages held out, and for 193
 * of 199 of the second set, which was not looked at when it was chosen (`npm run eval:partners`).
 */
const SURE = 0.8;

/** Reads rules, partners and what was passed on once, so that a whole queue can be asked about. */
export async function readProposals({
  store,
  clock,
  settings,
}: Pick<PartnerDeps, 'store' | 'clock' | 'settings'>): Promise<Propose> {
  const routesOf = await readRoutes({ store, clock, settings });
  const open = (await listReferrals({ store })).filter((each) => !isOver(statusOf(each)));
  const lying = new Set(
    open.flatMap((each) => ('case' in each ? `${each.case} ${each.organisation}` : [])),
  );
  return (found, { priority, about }) => {
    const named = nameThreat(priority);
    const isSure = named.by === 'reviewer' || (named.by === 'triage' && named.certainty >= SURE);
    const routes = routesOf({ threat: named.threat, ...about }).map((route) => {
      const hasIt = lying.has(`${found.id} ${route.organisation.id}`);
      return { ...route, hasIt, isFree: route.fits && !hasIt };
    });
    return {
      partners: routes.flatMap(({ isFree, met, organisation: { id, name } }) =>
        isFree ? { organisation: id, name, isSure, why: { met, ...named } } : [],
      ),
      others: routes.flatMap(({ isFree, organisation: { name }, rule, missed, deaf, hasIt }) =>
        isFree ? [] : { name, rule, missed, deaf, hasIt },
      ),
    };
  };
}

/** What harm a case is passed on for: as a reviewer said, as it was guessed, or else as its topics suggest. */
export function nameThreat({
  threat,
  topics,
}: Pick<Priority, 'threat' | 'topics'>): Pick<
  ProposedPartner['why'],
  'threat' | 'by' | 'certainty'
> {
  const known = referableThreats.find((each) => each === threat?.threat);
  if (!known || !threat) return { threat: threatByTopics(topics), by: 'topics', certainty: 0 };
  const { isByReviewer, certainty } = threat;
  return { threat: known, by: isByReviewer ? 'reviewer' : 'triage', certainty };
}
