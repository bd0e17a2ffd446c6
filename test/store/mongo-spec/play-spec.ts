import type { Document } from 'bson';
import { mongo } from 'mongoose';
import { expect } from 'vitest';
import { findMismatch } from './match-result.ts';
import type { SpecCase } from './read-spec.ts';

type Entity = mongo.MongoClient | mongo.Db | mongo.Collection | mongo.ClientSession;

/** What one test works on: the things it has opened by their names, and a client of the runner's own. */
interface Playing {
  stage: Map<string, Entity>;
  direct: mongo.MongoClient;
  url: string;
}

/** Plays one test of MongoDB's unified format against a server; throws what the server does otherwise. */
export async function playSpec(
  { entities, initialData, operations, outcome }: SpecCase,
  url: string,
) {
  const stage = new Map<string, Entity>();
  const direct = await mongo.MongoClient.connect(url);
  try {
    await prepare(direct, initialData);
    await open(stage, entities, url);
    for (const operation of operations) await play({ stage, direct, url }, operation);
    for (const { databaseName, collectionName, documents } of outcome) {
      const found = direct.db(databaseName).collection(collectionName).find();
      expect(await found.sort({ _id: 1 }).toArray()).toEqual(documents);
    }
  } finally {
    for (const each of stage.values()) if (each instanceof mongo.MongoClient) await each.close();
    await direct.close();
  }
}

async function prepare(direct: mongo.MongoClient, initialData: readonly Document[]) {
  for (const { databaseName, collectionName, documents } of initialData) {
    const collection = direct.db(databaseName).collection(collectionName);
    await collection.deleteMany({});
    if (documents.length > 0) await collection.insertMany(documents);
    else
      await direct
        .db(databaseName)
        .createCollection(collectionName)
        .catch(() => {});
  }
}

async function open(stage: Map<string, Entity>, entities: readonly Document[], url: string) {
  for (const entity of entities) {
    const [[kind, given]] = Object.entries(entity) as [[string, Document]];
    if (kind === 'client') {
      const options = { ...given.uriOptions, monitorCommands: false };
      stage.set(given.id, await mongo.MongoClient.connect(url, options));
    } else if (kind === 'database') {
      const client = stage.get(given.client) as mongo.MongoClient;
      stage.set(given.id, client.db(given.databaseName, given.databaseOptions));
    } else if (kind === 'collection') {
      const database = stage.get(given.database) as mongo.Db;
      stage.set(given.id, database.collection(given.collectionName, given.collectionOptions));
    } else if (kind === 'session') {
      const client = stage.get(given.client) as mongo.MongoClient;
      stage.set(given.id, client.startSession(given.sessionOptions));
    }
  }
}

async function play(playing: Playing, operation: Document, isInCallback = false) {
  const { object, name, expectError, expectResult } = operation;
  let result: unknown;
  try {
    result =
      object === 'testRunner' ? await look(playing, operation) : await call(playing, operation);
  } catch (error) {
    if (!expectError) throw error;
    if (!(error instanceof Error)) throw error;
    expectFailure(error, expectError);
    if (isInCallback) throw error; // a function that fails ends its transaction
    return;
  }
  if (expectError)
    throw new Error(`${name} succeeded, and was to fail: ${JSON.stringify(expectError)}`);
  if (expectResult === undefined) return;
  const mismatch = findMismatch(result, expectResult);
  if (mismatch) throw new Error(`${name}: ${mismatch}`);
}

function expectFailure(error: Error, expected: Document) {
  const {
    isClientError,
    errorContains,
    errorCode,
    errorCodeName,
    errorLabelsContain = [],
  } = expected;
  const { errorLabelsOmit = [], expectResult } = expected;
  const found = error as mongo.MongoServerError;
  if (isClientError) expect(error).not.toBeInstanceOf(mongo.MongoServerError);
  if (errorContains) expect(error.message.toLowerCase()).toContain(errorContains.toLowerCase());
  if (errorCode !== undefined) expect(found.code).toBe(errorCode);
  if (errorCodeName !== undefined) expect(found.codeName).toBe(errorCodeName);
  for (const label of errorLabelsContain) expect(found.hasErrorLabel(label), label).toBe(true);
  for (const label of errorLabelsOmit) expect(found.hasErrorLabel?.(label), label).not.toBe(true);
  if (expectResult !== undefined) {
    const mismatch = findMismatch((error as mongo.MongoBulkWriteError).result, expectResult);
    if (mismatch) throw new Error(mismatch);
  }
}

/** What the runner itself is asked to look at. */
async function look({ stage, direct, url }: Playing, { name, arguments: given }: Document) {
  if (name === 'createEntities') return open(stage, given.entities, url);
  const database = direct.db(given.databaseName);
  if (name.includes('Collection')) {
    const found = await database.listCollections({ name: given.collectionName }).toArray();
    expect(found.length > 0).toBe(name === 'assertCollectionExists');
  } else if (name.includes('Index')) {
    const indexes = await database
      .collection(given.collectionName)
      .indexes()
      .catch(() => []);
    expect(indexes.some((each) => each.name === given.indexName)).toBe(
      name === 'assertIndexExists',
    );
  } else throw new Error(`the runner does not know ${name}`);
}

/** Runs an operation on what it names, by the driver. */
function call(playing: Playing, operation: Document): unknown {
  const { stage } = playing;
  const { object, name } = operation;
  const on = stage.get(object);
  if (!on) throw new Error(`there is no ${object}`);
  const { session: sessionId, ...given } = operation.arguments ?? {};
  const session =
    sessionId === undefined ? {} : { session: stage.get(sessionId) as mongo.ClientSession };
  if (on instanceof mongo.Collection) return onCollection(on, name, { ...given, ...session });
  if (on instanceof mongo.Db) return onDatabase(on, name, { ...given, ...session });
  const run = on as mongo.ClientSession;
  switch (name) {
    case 'startTransaction':
      return run.startTransaction(given);
    case 'commitTransaction':
      return run.commitTransaction();
    case 'abortTransaction':
      return run.abortTransaction();
    case 'endSession':
      return run.endSession();
    case 'withTransaction': {
      const { callback, ...options } = given;
      return run.withTransaction(async () => {
        for (const each of callback) await play(playing, each, true);
      }, options);
    }
    default:
      throw new Error(`the runner does not know ${name}`);
  }
}

function onDatabase(on: mongo.Db, name: string, given: Document): unknown {
  const { pipeline, command, commandName: _, collection, ...options } = given;
  switch (name) {
    case 'aggregate':
      return on.aggregate(pipeline, options).toArray();
    case 'runCommand':
      return on.command(command, options);
    case 'createCollection':
      return on.createCollection(collection, options).then(() => undefined);
    case 'dropCollection':
      return on.dropCollection(collection, options).catch(() => undefined);
    case 'listCollections':
      return on.listCollections({}, options).toArray();
    default:
      throw new Error(`the runner does not know ${name}`);
  }
}

function onCollection(on: mongo.Collection, name: string, given: Document): unknown {
  const {
    filter = {},
    update,
    replacement,
    document,
    documents,
    requests,
    pipeline,
    ...rest
  } = given;
  const { fieldName, keys, ...options } = rest;
  const after = options.returnDocument && { returnDocument: options.returnDocument.toLowerCase() };
  const found = { ...options, ...after };
  switch (name) {
    case 'insertOne':
      return on.insertOne(document, options);
    case 'insertMany':
      return on.insertMany(documents, options);
    case 'find':
      return on.find(filter, options).toArray();
    case 'findOne':
      return on.findOne(filter, options);
    case 'updateOne':
      return on.updateOne(filter, update, options);
    case 'updateMany':
      return on.updateMany(filter, update, options);
    case 'replaceOne':
      return on.replaceOne(filter, replacement, options);
    case 'deleteOne':
      return on.deleteOne(filter, options);
    case 'deleteMany':
      return on.deleteMany(filter, options);
    case 'findOneAndUpdate':
      return on.findOneAndUpdate(filter, update, found);
    case 'findOneAndReplace':
      return on.findOneAndReplace(filter, replacement, found);
    case 'findOneAndDelete':
      return on.findOneAndDelete(filter, found);
    case 'bulkWrite':
      return on.bulkWrite(requests, options);
    case 'aggregate':
      return on.aggregate(pipeline, options).toArray();
    case 'distinct':
      return on.distinct(fieldName, filter, options);
    case 'countDocuments':
      return on.countDocuments(filter, options);
    case 'createIndex':
      return on.createIndex(keys, options);
    case 'listIndexes':
      return on.listIndexes(options).toArray();
    default:
      throw new Error(`the runner does not know ${name}`);
  }
}
