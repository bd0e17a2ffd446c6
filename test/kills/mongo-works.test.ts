import { afterAll } from 'vitest';
import { openTestMongo } from '../support/mongo.ts';
import { openMongoToKill } from './kill-stage.ts';
import { workKills } from './work-kills.ts';

const mongo = await openTestMongo({ lifetimeMs: 300 });
afterAll(() => mongo.close());

const name = mongo.isReal ? 'MongoDB' : 'MongoDB, by a stand-in';
workKills(name, () => openMongoToKill(mongo));
