import { afterAll } from 'vitest';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoToKill } from './kill-stage.ts';
import { workKills } from './work-kills.ts';

const mongo = await openTestMongo({ lifetimeMs: 300 });
afterAll(() => mongo.close());

/** Those whose writes the conversations of `test/store/mongo-kill.test.ts` and the deeds do not make. */
const kinds = [
  'a turn that answers',
  'receipts, charges and a moved address',
  'a file that is fetched and read',
  'a digest',
  'an alert',
];

const name = mongo.isReal ? 'MongoDB' : 'MongoDB, by a stand-in';
workKills(name, () => openMongoToKill(mongo), kinds);
