import type { Model } from 'mongoose';
import collections from './backup-collections.json' with { type: 'json' };
import type { Models } from './models.ts';

/** How each collection is backed up: by record, unchanged, with another one, or not at all; add new ones here. */
export const howKept: Readonly<Record<keyof typeof collections, string>> = collections;

/** Returns the collections that are copied unchanged, in order if they have one. */
export function plainModels(models: Models): { kind: string; model: Model<object> }[] {
  return Object.entries(howKept)
    .filter(([, how]) => how === 'as it is')
    .map(([kind]) => ({ kind, model: modelOf(models, kind) }));
}

/** Returns every collection, by name. */
export function allModels(models: Models): { kind: string; model: Model<object> }[] {
  const { connection: _, ...rest } = models;
  return Object.keys(rest).map((kind) => ({ kind, model: modelOf(models, kind) }));
}

/** Converts a document to a row under the names that both stores know. */
export function toRow({ _id, order: _, ...rest }: Record<string, unknown>) {
  if (typeof _id === 'string') return { id: _id, ...rest };
  return typeof _id === 'number' ? { seq: _id, ...rest } : rest;
}

/** Converts a row to a document; `order` is given if the collection is read in order. */
export function toDocument(model: Model<object>, row: Record<string, unknown>, order: number) {
  const { seq, id = seq, ...rest } = row;
  const present = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  return {
    ...(id === undefined ? {} : { _id: id }),
    ...present,
    ...(model.schema.path('order') ? { order } : {}),
  };
}

function modelOf(models: Models, kind: string): Model<object> {
  return models[kind as Exclude<keyof Models, 'connection'>] as unknown as Model<object>; // each has its own document
}
