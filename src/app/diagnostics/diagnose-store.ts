import type { Config } from '../../config/config.ts';
import { openEmbedder } from '../open-embedder.ts';
import { openStore } from '../open-store.ts';
import { diagnoseChannels } from './diagnose-channels.ts';
import { diagnoseClock } from './diagnose-clock.ts';
import { diagnoseContacts } from './diagnose-contacts.ts';
import { isKeyLost } from './diagnose-machine.ts';
import { diagnosePartners } from './diagnose-partners.ts';
import { diagnoseRecord } from './diagnose-record.ts';
import { diagnoseVoters } from './diagnose-voters.ts';
import { type Diagnosis, messageOf } from './diagnosis.ts';

/** Whether the store opens and what it holds, with the channels, whose keys lie in it. */
export async function diagnoseStore(config: Config, now: number): Promise<Diagnosis[]> {
  if (isKeyLost(config)) {
    const detail = 'not opened, as its key is missing';
    return [{ name: 'store', state: 'broken', detail }];
  }
  const indexes = config.mongoUrl ? await diagnoseMongo(config.mongoUrl) : [];
  try {
    const store = await openStore(config);
    const { all, samples } = await store.factChecks.count();
    const channels = await diagnoseChannels(config, store);
    const voters = await diagnoseVoters(config, store);
    const contacts = await diagnoseContacts(config, { store, now });
    const months = await diagnoseRecord(store, now);
    const partners = await diagnosePartners(store, now);
    await store.close();
    const isOnlySamples = all === samples;
    const hint = isOnlySamples ? '; import your own with "posko import FILE"' : '';
    const where = config.mongoUrl ? 'MongoDB' : 'SQLite';
    const detail = `${where}, ${all} fact-checks, ${samples} of them samples${hint}`;
    const state = isOnlySamples ? 'warning' : 'ok';
    const desk = [...voters, ...contacts, ...partners, ...months];
    return [{ name: 'store', state, detail }, ...indexes, ...channels, ...desk];
  } catch (error) {
    return [{ name: 'store', state: 'broken', detail: messageOf(error) }, ...indexes];
  }
}

/** Every index that is missing, and whether its clock and ours agree; nothing where it does not answer. */
async function diagnoseMongo(url: string): Promise<Diagnosis[]> {
  const { migrateMongo } = await import('../../store/mongo/open-mongo.ts');
  const { connect } = await import('../../store/mongo/connect.ts');
  try {
    const missing = await migrateMongo(url, { isDry: true });
    const names = missing.map(({ collection, index }) => `${collection}: ${index}`).join(', ');
    const connection = await connect(url);
    const read = async () => {
      const { localTime } = await connection.getClient().db().command({ hello: 1 });
      return Number(localTime);
    };
    const clock = await diagnoseClock('MongoDB', read, Date.now).finally(() => connection.close());
    const name = 'MongoDB indexes';
    if (missing.length === 0)
      return [{ name, state: 'ok', detail: 'all of them are there' }, clock];
    const detail = `missing: ${names}; run "posko db migrate"`;
    return [{ name, state: 'broken', detail }, clock];
  } catch {
    return []; // the store says why
  }
}

/** Whether the model for meaning can be used, where one is configured. */
export async function diagnoseEmbedder(config: Config): Promise<Diagnosis[]> {
  if (config.embedder === undefined) return [];
  try {
    await openEmbedder(config);
    return [{ name: 'embedder', state: 'ok', detail: config.embedder }];
  } catch (error) {
    return [{ name: 'embedder', state: 'broken', detail: messageOf(error) }];
  }
}
