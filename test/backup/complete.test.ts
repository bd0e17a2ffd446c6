import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Mongoose } from 'mongoose';
import { expect, test } from 'vitest';
import { allModels, howKept } from '../../src/store/mongo/backup-collections.ts';
import { createModels } from '../../src/store/mongo/models.ts';
import { createSeal } from '../../src/store/seal.ts';
import { checkTables } from '../../src/store/sqlite/backup-tables.ts';
import { Database } from '../../src/store/sqlite/database.ts';
import { migrate } from '../../src/store/sqlite/migrations.ts';
import { SqliteSource } from '../../src/store/sqlite/sqlite-source.ts';
import { aFolder, aMasterKey } from '../support/builders.ts';

test('every table and column of SQLite is known to the backup', () => {
  const db = new Database(':memory:');
  migrate(db, ':memory:');
  expect(() => checkTables(db)).not.toThrow();
  db.close();
});

test('a table or a column that the backup does not know stops it', () => {
  const path = join(aFolder(), 'posko.db');
  const seal = createSeal(aMasterKey());
  const source = () => new SqliteSource(path, seal);
  void source().close();
  const file = new DatabaseSync(path);
  file.exec('ALTER TABLE told ADD COLUMN why TEXT');
  expect(source).toThrow('does not know told.why');
  file.exec('ALTER TABLE told DROP COLUMN why; CREATE TABLE planted (id TEXT)');
  expect(source).toThrow('does not know planted.id');
  file.close();
});

/** The fields of the collections that are taken record by record. */
const FIELDS = {
  citizens:
    '_id life salt address state revision due lastAt interest farewell outbox told isUnsettled unsettled begun',
  letters: '_id citizen life content sentAt arrivedAt order isDone isAside',
  aliases: '_id citizen',
  feedback: '_id citizen factCheck isHelpful at',
  consents: '_id citizen purpose deed digest at order',
  files: '_id mime size upload keptAt evidence',
  pieces: '_id upload number bytes at',
  sessions: '_id account type value at',
  tallies: '_id counts applied',
};

test('every collection and field of MongoDB is known to the backup', () => {
  const models = createModels(new Mongoose().createConnection());
  expect(
    allModels(models)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(Object.keys(howKept).toSorted());
  for (const [kind, fields] of Object.entries(FIELDS)) {
    const found = allModels(models).find((each) => each.kind === kind);
    const paths = Object.keys(found?.model.schema.paths ?? {});
    expect({ kind, paths: paths.toSorted() }).toEqual({
      kind,
      paths: fields.split(' ').toSorted(),
    });
  }
});
