import { readFileSync } from 'node:fs';
import { knownPrices, type Prices, pricesSchema } from '../domain/stats/prices.ts';
import type { Environment } from './environment-schema.ts';

/** The operator's table of prices, or what is known without one; throws if it cannot be read. */
export function readPrices({ POSKO_PRICES: path }: Environment): Prices {
  if (path === undefined) return knownPrices;
  try {
    return pricesSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new Error(`POSKO_PRICES: ${path} is no table of prices: ${why}`);
  }
}
