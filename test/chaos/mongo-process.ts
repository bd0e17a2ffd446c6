import { serveMongo } from '../support/mongo-stand-in/serve-mongo.ts';

// The stand-in for MongoDB as a process of its own, which can be frozen.
const standIn = await serveMongo();
process.stdout.write(`${standIn.url('posko')}\n`);
