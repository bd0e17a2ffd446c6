import type { DeafReason } from '../services/partners/find-readers.ts';
import reasons from './deafness.json' with { type: 'json' };

/** Says why nobody reads what would be passed on, and what to do about it. */
export function explainDeafness(what: string, why: DeafReason): string {
  return `${what} is not passed on: ${deafness[why]}`;
}

/** What is missing where nobody reads, for operators. */
export const deafness: Readonly<Record<DeafReason, string>> = reasons;
