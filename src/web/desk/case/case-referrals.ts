import { referableThreats } from '../../../domain/partners/referral.ts';
import { referCase } from '../../../services/partners/refer-case.ts';
import { answerTimeFor } from '../../../services/partners/routing.ts';
import type { KnownVisit } from '../desk.ts';
import { fieldOf, partOf } from '../read-form.ts';
import { showCase } from './show-case.ts';

/** Passes a case on to the partner that a reviewer has chosen. */
export async function referFrom(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const { deps } = desk;
  const ticket = partOf(request, 'ticket');
  const organisation = fieldOf(request, 'organisation').slice(0, 100);
  const threat = referableThreats.find((each) => each === fieldOf(request, 'threat'));
  if (!threat) return showCase(visit, { alert: words.problem.text, status: 400 });
  const found = await deps.store.cases.byTicket(ticket);
  const tips = found ? await deps.store.cases.tipsOf(found.id) : [];
  const regions = tips.flatMap(({ region }) => region ?? []);
  const answerMs = await answerTimeFor(deps, organisation, { threat, regions });
  const by = reviewer.name;
  const referred = await referCase(deps, { ticket, organisation, threat, answerMs, by });
  if (referred.type === 'already') {
    const alert = words.refer.already(referred.referral.reference);
    return showCase(visit, { alert, status: 409 });
  }
  if (referred.type === 'deaf') {
    return showCase(visit, { alert: words.refer.deaf[referred.why], status: 409 });
  }
  if (referred.type === 'unknown') {
    return showCase(visit, { alert: words.refer.unknown, status: 409 });
  }
  response.redirect(303, `/review/cases/${encodeURIComponent(ticket)}?done=referred`);
}
