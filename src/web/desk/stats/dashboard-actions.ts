import { audit } from '../../../services/accounts/audit.ts';
import { sendCsv } from '../../shared/send-csv.ts';
import type { KnownVisit } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { askedFor, partOf } from '../read-form.ts';
import { sendDashboard, spans } from './dashboard-page.ts';
import type { DashboardStats } from './dashboard-stats.ts';

export async function showDashboard(visit: KnownVisit): Promise<void> {
  sendDashboard(visit, await visit.desk.figuresOf(daysIn(visit)));
}

/** The figures of one chart as CSV. */
export async function sendStats(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer } = visit;
  const name = partOf(request, 'chart');
  const rowsOf = Object.hasOwn(charts, name) ? charts[name] : undefined;
  if (!rowsOf) return sendMissing(visit);
  const rows = rowsOf(await desk.figuresOf(daysIn(visit)));
  await audit(desk.gate, { by: reviewer.name, what: 'exported', of: `dashboard ${name}` });
  sendCsv(response, `${name}.csv`, rows);
}

type Rows = (readonly (string | number | undefined)[])[];

const charts: Readonly<Record<string, (figures: DashboardStats) => Rows>> = {
  volume: ({ days, volume }) => [['day', 'reports'], ...days.map((day, at) => [day, volume[at]])],
  decisions: ({ days, published, closed }) => [
    ['day', 'published', 'closed'],
    ...days.map((day, at) => [day, published[at], closed[at]]),
  ],
  speed: ({ days, p50, p95 }) => [
    ['day', 'hours_p50', 'hours_p95'],
    ...days.map((day, at) => [day, p50[at], p95[at]]),
  ],
  backlog: ({ ages }) => [
    ['age', 'cases'],
    ...['<1h', '1-6h', '6-24h', '1-3d', '>3d'].map((age, at) => [age, ages[at]]),
  ],
  top: ({ top }) => [
    ['ticket', 'status', 'citizens', 'claim'],
    ...top.map(({ ticket, status, citizens, claim }) => [ticket, status, citizens, claim]),
  ],
  rising: ({ rising }) => [
    ['ticket', 'citizens_24h', 'citizens_24h_before', 'claim'],
    ...rising.map(({ ticket, citizens, before, claim }) => [ticket, citizens, before, claim]),
  ],
  tiers: ({ days, messages: { tiers } }) => [
    ['day', 'answer', 'confirm', 'none'],
    ...days.map((day, at) => [day, tiers.answer[at], tiers.confirm[at], tiers.none[at]]),
  ],
  answers: ({ days, messages: { answers, soon, late } }) => [
    ['day', 'answers', 'seconds_p50', 'seconds_p95'],
    ...days.map((day, at) => [day, answers[at], soon[at], late[at]]),
  ],
  kinds: ({ days, messages: { kinds } }) => [
    ['day', ...kinds.keys()],
    ...days.map((day, at) => [day, ...[...kinds.values()].map((values) => values[at])]),
  ],
  filed: ({ days, messages: { opened, joined } }) => [
    ['day', 'opened', 'joined'],
    ...days.map((day, at) => [day, opened[at], joined[at]]),
  ],
  regions: ({ regions }) => [
    ['province', 'reports'],
    ...regions.map(({ region, count }) => [region, count]),
  ],
  feedback: ({ feedback }) => [
    ['helpful', 'not_helpful'],
    [feedback.helpful, feedback.notHelpful],
  ],
};

function daysIn({ request }: KnownVisit): number {
  return spans.find((span) => String(span) === askedFor(request, 'days')) ?? 30;
}
