import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { Case, Tip } from '../../domain/cases/case.ts';
import type { Urgency } from '../../domain/cases/urgency.ts';
import { platformsOf } from '../../domain/partners/platform.ts';
import type { ReferableThreat } from '../../domain/partners/referral.ts';
import { threatOfReport } from '../../domain/partners/report-referral.ts';
import { type RoutingRule, rankRules, routingRuleSchema } from '../../domain/partners/routing.ts';
import type { Report } from '../../domain/reports/report.ts';
import { findLinks } from '../../domain/text/links.ts';
import { findRegencies } from '../../domain/text/regency.ts';
import { HOUR } from '../../domain/time/jakarta-day.ts';
import { electionPeriods, electionsIn } from '../../domain/voters/election.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import { findOrganisation, listOrganisations } from '../organisations/organisations.ts';
import { readReaders } from './find-readers.ts';
import type { PartnerDeps } from './partner-deps.ts';

const ruleSets = documentsOf('routing', z.object({ rules: z.array(routingRuleSchema) }));
const ID = 'rules';
const MOST_RULES = 200;
/** By when a partner is to acknowledge what no rule speaks of. */
const DEFAULT_HOURS = 24;

type Routing = Pick<PartnerDeps, 'store' | 'clock'>;

type RouteDeps = Pick<PartnerDeps, 'store' | 'clock' | 'settings'>;

/** A case or a report as routing sees it: where it may have happened is read from the text, on which platform from the links. */
interface Subject {
  threat: ReferableThreat;
  regions: readonly string[];
  text: string;
  links: readonly string[];
}

/** Lists the rules in their order. */
export async function listRules(deps: DocumentDeps): Promise<RoutingRule[]> {
  return (await ruleSets.find(deps, ID))?.rules ?? [];
}

/** Adds a rule after all others. */
export async function addRule(
  routing: Routing & Pick<PartnerDeps, 'randomBytes'>,
  wanted: object,
  by: string,
): Promise<'kept' | 'bad' | 'unknown' | 'full'> {
  const id = Buffer.from(routing.randomBytes(4)).toString('hex');
  const rule = routingRuleSchema.safeParse({ ...wanted, id });
  if (!rule.success) return 'bad';
  if (!(await findOrganisation(routing, rule.data.organisation))) return 'unknown';
  const details = { change: 'added', organisation: rule.data.organisation };
  const done = await change(routing, { by, id, details }, (rules) =>
    rules.length < MOST_RULES ? [...rules, rule.data] : undefined,
  );
  return done ? 'kept' : 'full';
}

/** Removes a rule; false if there is none. */
export async function removeRule(routing: Routing, id: string, by: string): Promise<boolean> {
  return change(routing, { by, id, details: { change: 'removed' } }, (rules) => {
    const others = rules.filter((rule) => rule.id !== id);
    return others.length < rules.length ? others : undefined;
  });
}

/** Reads rules and partners once, to tell for each partner with a rule whether it fits a case or a report, and what stands in the way. */
export async function readRoutes({ store, clock, settings }: RouteDeps) {
  const rules = await listRules({ store });
  const deafReason = await readReaders({ store, clock });
  const organisations = await listOrganisations({ store });
  const hasRegencies = rules.some(({ regencies }) => regencies.length > 0);
  const { elections } = settings;
  return ({ threat, regions, text, links }: Subject) => {
    const at = { now: clock.now(), regions };
    const ranked = rankRules(rules, {
      threats: [threat],
      regions,
      regencies: hasRegencies ? findRegencies(text, regions) : [],
      platforms: platformsOf(links),
      periods: electionPeriods.filter((each) => electionsIn(each, elections, at).length > 0),
    });
    return ranked.flatMap((each) => {
      const organisation = organisations.find(({ id }) => id === each.rule.organisation);
      const deaf = organisation && deafReason(organisation);
      const fits = each.missed.length === 0 && !deaf;
      return organisation ? { ...each, organisation, deaf, fits } : [];
    });
  };
}

export function aboutReport({ threat, province, place, account = '', link = '' }: Report): Subject {
  const regions = province === undefined ? [] : [province];
  const links = findLinks(`${link}\n${account}`);
  return { threat: threatOfReport(threat), regions, text: place ?? account, links };
}

/** What routing has to know of a case, besides its harm. */
export function aboutCase({ claim: text }: Pick<Case, 'claim'>, tips: readonly Tip[]) {
  const regions = [...new Set(tips.flatMap(({ region }) => region ?? []))];
  return { regions, text, links: tips.flatMap(({ links, link }) => [...links, link ?? '']) };
}

/** Within what time an organisation is to acknowledge a case: as its rule says that fits best, or sooner where it is urgent. */
export async function answerTimeFor(
  routing: RouteDeps,
  id: string,
  { urgency, ...about }: Subject & { urgency: Urgency },
): Promise<number> {
  const routes = (await readRoutes(routing))(about);
  const route = routes.find(({ fits, organisation }) => fits && organisation.id === id);
  const answerMs = (route?.rule.answerHours ?? DEFAULT_HOURS) * HOUR;
  const { urgentMs } = routing.settings;
  return urgency === 'usual' ? answerMs : Math.min(answerMs, urgentMs[urgency]);
}

/** Changes the current rules; repeats after a conflict. False if nothing changes. */
async function change(
  { store, clock }: Routing,
  { by, id, details }: { by: string; id: string; details: Record<string, string> },
  make: (rules: readonly RoutingRule[]) => readonly RoutingRule[] | undefined,
): Promise<boolean> {
  const saved = await ruleSets.edit<'same'>({ store }, ID, (known) => {
    const rules = make(known?.rules ?? []);
    if (!rules) return 'same';
    const event = auditEventAt(clock.now(), { by, what: 'routing-changed', of: id, details });
    return { value: { rules }, events: [event] };
  });
  return saved === 'saved';
}
