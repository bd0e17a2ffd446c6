import type { Seal } from '../seal.ts';
import { ChainEnd } from './chain-end.ts';
import type { Parts } from './citizens.ts';
import type { Models } from './models.ts';
import { MongoTraces } from './traces.ts';

/** What every part of the store on MongoDB works with; one chain for all of a process. */
export interface MongoParts extends Parts {
  chain: ChainEnd;
}

/** Joins the collections of a database to what its store works with. */
export function createParts(models: Models, seal: Seal): MongoParts {
  const parts = { models, seal, traces: new MongoTraces(models, seal) };
  return { ...parts, chain: new ChainEnd(parts) };
}

export abstract class MongoPart {
  protected readonly parts: MongoParts;
  protected readonly models: Models;
  protected readonly seal: Seal;
  protected readonly chain: ChainEnd;

  constructor(parts: MongoParts) {
    this.parts = parts;
    this.models = parts.models;
    this.seal = parts.seal;
    this.chain = parts.chain;
  }
}
