import type { Reply } from '../../domain/messages/message.ts';
import { type Purpose, purposeSchema } from '../../domain/stats/charge.ts';

/** Stands for the reply in a template, which only announces it. */
export const NO_REPLY = '-';

/** What Meta gives back with each status of a message: which reply it was, and what for. */
export function writeCallbackData({ id, purpose }: Pick<Reply, 'purpose'> & { id: string }) {
  const words = purpose ? [purpose.priority, purpose.flow, purpose.case ?? ''] : [];
  return [id, ...words].join(' ').trimEnd();
}

/** The reply of a status, if it is one, and what it is for: an answer, where it does not say. */
export function readCallbackData(data: string): { id?: string; purpose: Purpose } {
  const [id = '', priority, flow, of] = data.split(' ');
  const read = purposeSchema.safeParse({ priority, flow, ...(of && { case: of }) });
  return { ...(id !== '' && id !== NO_REPLY && { id }), purpose: read.data ?? UNKNOWN };
}

const UNKNOWN: Purpose = { priority: 'answer', flow: 'unknown' };
