import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import type { Urgency } from '../../domain/cases/urgency.ts';
import {
  type Routed,
  type RoutingRule,
  routesFor,
  routingRuleSchema,
} from '../../domain/partners/routing.ts';
import { nearElection } from '../../domain/voters/election.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import { findOrganisation, listOrganisations } from '../organisations/organisations.ts';
import { readReaders } from './find-readers.ts';
import type { PartnerDeps } from './partner-deps.ts';

const ruleSets = documentsOf('routing', z.object({ rules: z.array(routingRuleSchema) }));
const ID = 'rules';
const MOST_RULES = 200;
const HOUR = 3_600_000;
/** By when a partner is to acknowledge what no rule speaks of. */
const DEFAULT_HOURS = 24;

export type RuleSaveResult = 'kept' | 'bad' | 'unknown' | 'full';

type Routing = Pick<PartnerDeps, 'store' | 'clock'>;

type RouteDeps = Pick<PartnerDeps, 'store' | 'clock' | 'settings'>;
type Subject = Pick<Routed, 'threat' | 'regions'>;

/** Lists the rules in their order. */
export async function listRules(deps: DocumentDeps): Promise<RoutingRule[]> {
  return (await ruleSets.find(deps, ID))?.rules ?? [];
}

/** Adds a rule after all others. */
export async function addRule(
  routing: Routing & Pick<PartnerDeps, 'randomBytes'>,
  wanted: Omit<RoutingRule, 'id'>,
  by: string,
): Promise<RuleSaveResult> {
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

/** Reads rules and partners once, to find those that fit a case or a report, as far as somebody there can read it. */
export async function readRoutes({ store, clock, settings }: RouteDeps) {
  const rules = await listRules({ store });
  const deafReason = await readReaders({ store, clock });
  const reached = (await listOrganisations({ store })).filter((each) => !deafReason(each));
  return (about: Subject) => {
    const { elections } = settings;
    const isElectionNear = nearElection(elections, clock.now(), about.regions) !== undefined;
    return routesFor(rules, { ...about, isElectionNear }).flatMap(({ rule, why }) => {
      const organisation = reached.find(({ id }) => id === rule.organisation);
      return organisation ? { organisation, why, answerMs: rule.answerHours * HOUR } : [];
    });
  };
}

/** Within what time an organisation is to acknowledge a case: as the first rule says that fits, or sooner where it is urgent. */
export async function answerTimeFor(
  routing: RouteDeps,
  id: string,
  about: Subject & { urgency: Urgency },
): Promise<number> {
  const routes = (await readRoutes(routing))(about);
  const fitting = routes.find(({ organisation }) => organisation.id === id);
  const answerMs = fitting?.answerMs ?? DEFAULT_HOURS * HOUR;
  const { urgentMs } = routing.settings;
  return about.urgency === 'usual' ? answerMs : Math.min(answerMs, urgentMs[about.urgency]);
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
