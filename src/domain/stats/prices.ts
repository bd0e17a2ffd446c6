import { z } from 'zod';
import type { CountedCost } from './charge.ts';
import known from './prices.json' with { type: 'json' };

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
