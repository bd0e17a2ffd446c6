import type { Topic } from '../cases/topic-words.ts';
import { defaultUrgentMs, type UrgentMs } from '../cases/urgency.ts';
import type { Licence } from '../disclosure/licences.ts';
import { knownPrices, type Prices } from '../stats/charge.ts';
import { defaultRules, type UnaskedRules } from '../subscriptions/unasked-rules.ts';
import type { Election } from '../voters/election.ts';

/** Where the post can be found in the open. */
export interface Site {
  /** The address of the public pages, where the operator has named one that anyone can follow. */
  address?: string | undefined;
  /** The number to forward to, in digits; after an @ its username, which is shown in its place. */
  number?: string | undefined;
  showsSamples: boolean;
}

/** What an operator may set; spans in milliseconds unless the name says days. */
export interface Settings {
  post: string;
  /** Who runs it and where, as citizens are told; empty where the operator has not said. */
  runBy: string;
  quietMs: number;
  /** How long a citizen is left to somebody who has answered by hand. */
  humanQuietMs: number;
  letterDays: number;
  tipDays: number;
  mediaDays: number;
  addressDays: number;
  tallyDays: number;
  /** How long a prepared report is kept after its deadline. */
  reportDays: number;
  /** How long a decision can be taken back before anyone is told. */
  undoMs: number;
  /** Topics on which a verdict needs the agreement of a second person. */
  secondPerson: readonly Topic[];
  /** Organisations in whose name a verdict may be given, besides the post itself and its partners. */
  organisations: readonly string[];
  /** Within what time the post means to decide a case. */
  serviceMs: number;
  /** Within what time it means to act on what is urgent. */
  urgentMs: UrgentMs;
  site: Site;
  licence: Licence;
  elections: readonly Election[];
  /** How many billed messages a month may have; 0 for any number. */
  monthlyAllowance: number;
  prices: Prices;
  /** The code and the end of an exercise, or nothing. */
  exercise: string;
  /** What is allowed for messages that nobody asked for at the moment. */
  reach: UnaskedRules;
}

export const defaultSettings: Settings = {
  post: 'Posko',
  runBy: '',
  quietMs: 2000,
  humanQuietMs: 12 * 3_600_000,
  letterDays: 2,
  tipDays: 30,
  mediaDays: 7,
  addressDays: 90,
  tallyDays: 400,
  reportDays: 14,
  undoMs: 0,
  secondPerson: [],
  organisations: [],
  serviceMs: 24 * 3_600_000,
  urgentMs: defaultUrgentMs,
  site: { showsSamples: true },
  licence: 'CC-BY-4.0',
  elections: [],
  monthlyAllowance: 0,
  prices: knownPrices,
  exercise: '',
  reach: defaultRules,
};
