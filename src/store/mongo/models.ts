import type { Connection, IndexOptions, Schema } from 'mongoose';
import * as citizens from './citizen-schemas.ts';
import { connect } from './connect.ts';
import indexTable from './index-table.json' with { type: 'json' };
import * as others from './schemas.ts';

const schemas = { ...citizens, ...others };
type Schemas = typeof schemas;

/** The collections of a database by the names of their schemas. */
export type Models = { connection: Connection } & {
  [Name in keyof Schemas]: ReturnType<typeof toModel<Schemas[Name]>>;
};

/** Creates the collections of a database. */
export function createModels(connection: Connection): Models {
  const models = Object.entries(schemas).map(([name, schema]) => {
    const collection = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return [name, toModel(connection, collection, schema as Schema)];
  });
  return { connection, ...Object.fromEntries(models) };
}

function toModel<S extends Schema>(connection: Connection, name: string, schema: S) {
  return connection.model(name, withIndexes(name, schema), name);
}

/** The plan of each index by its name, by collection; `ifPresent` names a field without which a document is left out. */
const plans: Readonly<Record<string, Readonly<Record<string, IndexPlan>>>> = indexTable;
type IndexPlan = IndexOptions & { keys: object; ifPresent?: string; only?: object };

/** Adds the indexes of a collection to its schema, unless another connection has. */
function withIndexes<S extends Schema>(name: string, schema: S): S {
  if (schema.indexes().length > 0) return schema;
  for (const [index, { keys, ifPresent, only, ...rest }] of Object.entries(plans[name] ?? {})) {
    const part = ifPresent === undefined ? only : { [ifPresent]: { $exists: true } };
    const options = { ...rest, ...(part && { partialFilterExpression: part }), name: index };
    schema.index({ ...keys }, options);
  }
  return schema;
}

/** Opens something on the collections of a database; disconnects if that fails. */
export async function openModels<T>(url: string, open: (models: Models) => Promise<T>): Promise<T> {
  const connection = await connect(url);
  try {
    return await open(createModels(connection));
  } catch (error) {
    await connection.close();
    throw error;
  }
}
