import { z } from 'zod';
import { jakartaDay } from '../time/jakarta-day.ts';
import { type CountedOnce, type Counter, counterName, partsOf, plainName } from './counter.ts';
import known from './prices.json' with { type: 'json' };

/** How much messages matter when money is short, the most important first; what is promised counts as a verdict. */
export const priorities = ['safety', 'verdict', 'answer', 'question', 'digest'] as const;
export type Priority = (typeof priorities)[number];

/** What a message of ours is for, as its costs are counted. */
export const purposeSchema = z.object({
  priority: z.enum(priorities),
  flow: z.string(),
  case: z.string().optional(),
});
export type Purpose = z.infer<typeof purposeSchema>;

/** Whether something was promised or helps someone in danger, so that what others repeat gives way to it. */
export function isPromised(purpose: Purpose | undefined): boolean {
  return purpose?.priority === 'safety' || purpose?.priority === 'verdict';
}

/** What WhatsApp tells of the price of a delivered message. */
export interface Charge {
  /** Of the message; a charge that is told again is none. */
  key: string;
  at: number;
  /** Calling code of the citizen's number, or the country of their user id. */
  market: string;
  category: string;
  /** `regular` where it costs something; otherwise why it does not. */
  type: string;
  purpose: Purpose;
}

/** How a charge is counted: by what decides its price and what it was for, and billed ones of a case once more. */
export function countCharge({ key, at, market, category, type, purpose }: Charge): CountedOnce {
  const { priority, flow, case: of } = purpose;
  const name = counterName('cost', market, category, type, priority, flow);
  const ofCase =
    of === undefined || type !== BILLED ? {} : { [counterName('case-cost', plainName(of))]: 1 };
  return { key, day: jakartaDay(at), tallies: { [name]: 1, ...ofCase } };
}

const BILLED = 'regular';

/** Messages of one price and one purpose. */
export type CountedCost = ReturnType<typeof readCosts>[number];

export function readCosts(counters: readonly Counter[]) {
  return counters.flatMap(({ name, count }) => {
    const [subject, market = '', category = '', type, priority = '', flow = ''] = partsOf(name);
    if (subject !== 'cost') return [];
    return [{ market, category, isBilled: type === BILLED, priority, flow, count }];
  });
}

/** What WhatsApp charges for a message, by country and category; as its rate card says it, at a date. */
export const pricesSchema = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  source: z.string().min(1).max(300),
  verified: z.iso.date(),
  markets: z.array(
    z.object({
      /** Calling codes, and countries of user ids: `62`, `ID`. */
      codes: z.array(z.string()).min(1),
      rates: z.record(z.string(), z.number().min(0)),
    }),
  ),
});
export type Prices = z.infer<typeof pricesSchema>;

/** What Posko knows of prices by itself: where they stand. No public source that we could read names Indonesia's of this quarter. */
export const knownPrices: Prices = known;

/** The price of messages; undefined where the table has none. */
export function priceOf({ markets }: Prices, { market, category, isBilled, count }: CountedCost) {
  if (!isBilled) return 0;
  const rate = markets.find(({ codes }) => codes.includes(market))?.rates[category];
  return rate === undefined ? undefined : rate * count;
}
