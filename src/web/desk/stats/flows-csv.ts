import { audit } from '../../../services/accounts/audit.ts';
import { sendCsv } from '../../shared/send-csv.ts';
import type { KnownVisit } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { partOf } from '../read-form.ts';
import { flowSpanIn } from './flow-counts.ts';
import { flowStats } from './flow-stats.ts';

/** How often each flow was begun and finished, as CSV. */
export async function sendFlowsCsv(visit: KnownVisit): Promise<void> {
  const { desk, response } = visit;
  const { sums } = await desk.flowCountsOf(flowSpanIn(visit));
  const rows = [...desk.deps.script.flows.values()].map((flow) => {
    const { begun, finished } = flowStats(flow, sums);
    return [flow.name, begun, finished];
  });
  await noteExport(visit, 'flows');
  sendCsv(response, 'flows.csv', [['flow', 'begun', 'finished'], ...rows]);
}

/** The ways out of every state of a flow with their counts, as CSV. */
export async function sendFlowCsv(visit: KnownVisit): Promise<void> {
  const { desk, request, response } = visit;
  const flow = desk.deps.script.flows.get(partOf(request, 'flow'));
  if (!flow) return sendMissing(visit);
  const { sums } = await desk.flowCountsOf(flowSpanIn(visit));
  const rows = [...flowStats(flow, sums).states].flatMap(([name, { entered, again, ways }]) =>
    ways.map(({ by, count, share }) => [name, entered, again, by, count, percentOf(share)]),
  );
  await noteExport(visit, `flow ${flow.name}`);
  const head = ['state', 'entered', 'asked_again', 'way', 'count', 'percent'];
  sendCsv(response, `flow-${flow.name}.csv`, [head, ...rows]);
}

function noteExport({ desk, reviewer }: KnownVisit, of: string): Promise<unknown> {
  return audit(desk.gate, { by: reviewer.name, what: 'exported', of });
}

function percentOf(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round(1000 * share) / 10;
}
