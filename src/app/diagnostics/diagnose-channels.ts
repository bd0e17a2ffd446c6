import type { CloudApiSettings } from '../../channels/cloud-api/cloud-api.ts';
import { codeOf } from '../../channels/cloud-api/fault.ts';
import { get } from '../../channels/cloud-api/graph.ts';
import { CLOUD_API } from '../../channels/cloud-api/read-message.ts';
import type { Config } from '../../config/config.ts';
import { wayOf } from '../../ports/channel.ts';
import type { Store } from '../../ports/store.ts';
import { HELD_BY_NOBODY, heldByNobody, readPulses } from '../../services/duty/heartbeat.ts';
import { createPauseBook } from '../../services/messaging/channel-pauses.ts';
import type { Diagnosis } from './diagnosis.ts';

/** Whether citizens can reach the tipline, over each configured channel. */
export async function diagnoseChannels(config: Config, store: Store): Promise<Diagnosis[]> {
  const found: Diagnosis[] = [];
  for (const number of config.cloudApi?.numbers ?? []) {
    found.push(await diagnoseCloudApi(number, store));
  }
  if (config.baileys) found.push(await diagnoseDevice(config.baileys.account, store));
  const strays = heldByNobody(await readPulses({ store }, Date.now()));
  for (const way of strays) found.push({ name: way, state: 'broken', detail: HELD_BY_NOBODY });
  if (found.length > 0) return found;
  const detail = 'not connected: only this machine reaches Posko; see docs/whatsapp.md';
  return [{ name: 'WhatsApp', state: 'warning', detail }];
}

async function diagnoseCloudApi(settings: CloudApiSettings, store: Store): Promise<Diagnosis> {
  const name = 'WhatsApp Cloud API';
  const answer = await get(settings, `${settings.numberId}?fields=quality_rating`);
  const way = wayOf({ name: CLOUD_API, account: settings.numberId });
  const pause = await createPauseBook(store.papers).read(way);
  if (pause) {
    const detail = `paused by error ${codeOf(pause.fault)}: ${pause.fault.details ?? 'no details'}`;
    return {
      name,
      state: 'broken',
      detail: `${detail}; every reply is kept; see docs/whatsapp.md`,
    };
  }
  if (answer.type === 'ok') {
    if (settings.template) return { name, state: 'ok', detail: 'the token and the number work' };
    const detail = 'works; without POSKO_CLOUD_TEMPLATE news after 24 hours waits silently';
    return { name, state: 'warning', detail };
  }
  const reason =
    answer.type === 'error'
      ? `error ${codeOf(answer.fault)}: ${answer.fault.details ?? ''}; check the token and the id`
      : 'no answer';
  return { name, state: 'broken', detail: `${reason}; see docs/whatsapp.md` };
}

async function diagnoseDevice(account: string, store: Store): Promise<Diagnosis> {
  const name = 'WhatsApp device';
  const creds = (await store.sessions.read(account, 'creds', ['own'])).get('own');
  if (creds?.includes('"me"')) return { name, state: 'ok', detail: 'paired' };
  return { name, state: 'broken', detail: 'not paired: run "posko pair"' };
}
