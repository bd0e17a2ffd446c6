/** How often something happened on a day in Jakarta; it tells nothing of whom it happened to. */
export interface Tally {
  day: string;
  name: string;
  count: number;
}

/** What a turn adds to the tallies of its day, by name. */
export type Tallies = Readonly<Record<string, number>>;

/**
 * The name of a tally: what is counted, then of what, joined by dots. No part has a dot of its own:
 * flows, states and ways are named by letters, digits and hyphens.
 */
export function tallyName(...parts: readonly [Subject, ...(string | number)[]]): string {
  return parts.join('.');
}

/** The parts of a name. */
export function partsOf(name: string): string[] {
  return name.split('.');
}

/**
 * What is counted: states entered, left and asked again (by flow and state, left also by way), messages
 * by kind, searches by tier, first answers by how long they took, cases opened and joined,
 * voters' questions answered (by topic) and not (by their outline), fact-checks told to whoever asked (by id,
 * see `plainName`), and messages that went unasked (by kind).
 */
export type Subject =
  | 'entered'
  | 'left'
  | 'again'
  | 'kind'
  | 'tier'
  | 'answered'
  | 'case'
  | 'voter'
  | 'told'
  | 'reach';

/** An id as part of a name: whatever is no letter, digit or hyphen becomes an underscore. */
export function plainName(id: string): string {
  return id.replaceAll(/[^\w-]/g, '_').slice(0, 120);
}
