import { onTestFinished } from 'vitest';
import { connect } from '../../src/store/mongo/connect.ts';
import { createModels } from '../../src/store/mongo/models.ts';
import { createStore, migrateMongo } from '../../src/store/mongo/open-mongo.ts';
import { createSeal } from '../../src/store/seal.ts';
import { MASTER_KEY } from './stage.ts';

/** A command as it went to the server. */
export interface Sent {
  name: string;
  command: Record<string, unknown>;
}

/** A store on a fresh database, with its collections and every command that it sends. */
export async function openMongoStage(url: string) {
  await migrateMongo(url, { isDry: false });
  const connection = await connect(`${url}&monitorCommands=true`);
  const sent: Sent[] = [];
  connection.getClient().on('commandStarted', ({ commandName: name, command }) => {
    sent.push({ name, command });
  });
  const models = createModels(connection);
  const seal = createSeal(MASTER_KEY);
  const store = createStore(models, seal);
  onTestFinished(() => store.close());
  return { store, models, seal, sent };
}
