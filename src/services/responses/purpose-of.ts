import type { Purpose } from '../../domain/stats/charge.ts';
import { findState } from '../../engine/find-state.ts';
import { type Turn, textOf } from '../../ports/turn.ts';
import type { ResponseDeps } from './response-deps.ts';
import safetyFlows from './safety-flows.json' with { type: 'json' };

/** What the replies of a turn are for: by what it tells or heard, the flow that says it, and the case it is about. */
export function purposeOf({ script }: ResponseDeps, turn: Turn): Purpose {
  const { unasked, changes, visits, utterances } = turn;
  const values = utterances.at(-1)?.values ?? {};
  const tells = values.news !== undefined || changes.some(({ type }) => type === 'told');
  const isGuided = visits.some((visit) => {
    const state = visit.type === 'left' ? findState(script.flows, visit) : undefined;
    return state?.type === 'ask' && state.isOptional;
  });
  const [of = textOf(values.case)] = changes.flatMap((change) => {
    if (change.type === 'open-case') return change.case.id;
    return change.type === 'add-tips' ? change.tips.map((tip) => tip.case) : [];
  });
  const flow = visits.findLast(({ type }) => type === 'entered')?.flow ?? 'unknown';
  const asked = tells ? 'verdict' : isGuided ? 'question' : 'answer';
  return {
    priority: unasked ? 'digest' : Object.hasOwn(safetyFlows, flow) ? 'safety' : asked,
    flow,
    ...(of !== '' && { case: of }),
  };
}
