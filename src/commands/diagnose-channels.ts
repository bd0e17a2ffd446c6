import { get } from '../channels/cloud-api/graph.ts';
import type { Config } from '../config.ts';
import type { Store } from '../tipline/ports.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Whether citizens can reach the post, over each way that is configured. */
export async function diagnoseChannels(config: Config, store: Store): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  if (config.cloudApi) found.push(await diagnoseCloudApi(config.cloudApi));
  if (config.baileys) found.push(await diagnoseDevice(config.baileys.account, store));
  if (found.length > 0) return found;
  const detail = 'not connected: only this machine reaches Posko; see docs/whatsapp.md';
  return [{ name: 'WhatsApp', state: 'warning', detail }];
}

async function diagnoseCloudApi(settings: NonNullable<Config['cloudApi']>): Promise<Diagnosis> {
  const name = 'WhatsApp Cloud API';
  const answer = await get(settings, `${settings.numberId}?fields=quality_rating`);
  if (answer.type === 'ok') {
    if (settings.template) return { name, state: 'ok', detail: 'the token and the number work' };
    const detail = 'works; without POSKO_CLOUD_TEMPLATE news after 24 hours waits silently';
    return { name, state: 'warning', detail };
  }
  const reason =
    answer.type === 'error' ? `error ${answer.code}: check the token and the id` : 'no answer';
  return { name, state: 'broken', detail: `${reason}; see docs/whatsapp.md` };
}

async function diagnoseDevice(account: string, store: Store): Promise<Diagnosis> {
  const name = 'WhatsApp device';
  const creds = (await store.sessions.read(account, 'creds', ['own'])).get('own');
  if (creds?.includes('"me"')) return { name, state: 'ok', detail: 'paired' };
  return { name, state: 'broken', detail: 'not paired: run "posko pair"' };
}
