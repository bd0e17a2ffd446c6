import type { DeafReason } from '../services/partners/find-readers.ts';

/** Says why nobody reads what would be passed on, and what to do about it. */
export function explainDeafness(what: string, why: DeafReason): string {
  return `${what} is not passed on: ${deafness[why]}`;
}

/** What is missing where nobody reads, for operators. */
export const deafness: Readonly<Record<DeafReason, string>> = {
  inactive: 'that partner takes part no more; see "posko partner enable"',
  nobody:
    'it has no account, webhook or feed; see "posko partner member", "change --webhook" or "token"',
  accounts: 'all its accounts are closed or no longer partners; see "posko partner member"',
  webhook:
    'its webhook has failed for more than a day; see "posko partner deliveries", then "retry"',
  feed: 'its feed has not been fetched for three days; call them, or make a new token with "posko partner token"',
};
