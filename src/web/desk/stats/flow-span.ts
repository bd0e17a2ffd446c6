import type { Words } from '../../../ui-text/ui-text.ts';
import type { KnownVisit } from '../desk.ts';
import { askedFor } from '../read-form.ts';
import { type FlowSpan, flowSpans } from './flow-counts.ts';

/** The span that an address asks for; a week where it asks for none. */
export function flowSpanIn({ request }: Pick<KnownVisit, 'request'>): FlowSpan {
  return flowSpans.find((span) => String(span) === askedFor(request, 'days')) ?? 7;
}

/** What a span is called. */
export function flowSpanName(flows: Words['flows'], days: FlowSpan): string {
  return days === 1 ? flows.today : flows.days(days);
}
