import type { Topic } from '../cases/topic-words.ts';
import { defaultUrgentMs } from '../cases/urgency.ts';
import type { Licence } from '../disclosure/licences.ts';
import { knownPrices } from '../stats/charge.ts';
import { defaultRules } from '../subscriptions/unasked-rules.ts';
import type { Election } from '../voters/election.ts';

/** Where the post can be found in the open. */
export interface Site {
  /** The address of the public pages, where the operator has named one that anyone can follow. */
  address?: string | undefined;
  /** The number to forward to, in digits; after an @ its username, which is shown in its place. */
  number?: string | undefined;
  showsSamples: boolean;
}

export const defaultSettings = {
  post: 'Posko',
  /** Who runs it and where, as citizens are told; empty where the operator has not said. */
  runBy: '',
  quietMs: 2000,
  /** How long a citizen is left to somebody who has answered by hand. */
  humanQuietMs: 12 * 3_600_000,
  letterDays: 2,
  tipDays: 30,
  mediaDays: 7,
  addressDays: 90,
  tallyDays: 400,
  /** How long a prepared report is kept after its deadline. */
  reportDays: 14,
  /** How long a decision can be taken back before anyone is told. */
  undoMs: 0,
  /** How many decisions of a week each editor looks at again; 0 for none. */
  qualitySample: 10,
  /** Topics on which a verdict needs the agreement of a second person. */
  secondPerson: [] as readonly Topic[],
  /** Organisations in whose name a verdict may be given, besides the post itself and its partners. */
  organisations: [] as readonly string[],
  /** Within what time the post means to decide a case. */
  serviceMs: 24 * 3_600_000,
  /** Within what time it means to act on what is urgent. */
  urgentMs: defaultUrgentMs,
  site: { showsSamples: true } as Site,
  licence: 'CC-BY-4.0' as Licence,
  elections: [] as readonly Election[],
  /** How many billed messages a month may have; 0 for any number. */
  monthlyAllowance: 0,
  prices: knownPrices,
  /** The code and the end of an exercise, or nothing. */
  exercise: '',
  /** What is allowed for messages that nobody asked for at the moment. */
  reach: defaultRules,
};

/** What an operator may set; spans in milliseconds unless the name says days. */
export type Settings = typeof defaultSettings;
