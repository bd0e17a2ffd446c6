import { join } from 'node:path';
import { Router } from 'express';
import type { Logger } from 'pino';
import { WebhookBatch } from '../channels/cloud-api/batch.ts';
import { CloudApi } from '../channels/cloud-api/cloud-api.ts';
import type { NumberNews } from '../channels/cloud-api/number-watch.ts';
import { webhookRoutes } from '../channels/cloud-api/routes.ts';
import { keepWebhook } from '../channels/cloud-api/save-webhook.ts';
import { Phones } from '../channels/simulator/phones.ts';
import { simulatorRoutes } from '../channels/simulator/routes.ts';
import { Simulator } from '../channels/simulator/simulator.ts';
import type { Config } from '../config/config.ts';
import { electionsIn } from '../domain/voters/election.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { Channel } from '../ports/channel.ts';
import type { Observe } from '../ports/events.ts';
import type { Store } from '../ports/store.ts';
import { createChannelPauses } from '../services/messaging/channel-pauses.ts';
import { receive } from '../services/messaging/receive.ts';
import { noteTyping } from '../services/messaging/typing.ts';
import type { AppDeps } from './app-deps.ts';
import { loadSamples } from './samples/load-samples.ts';

/** A channel with what it needs around it. */
export interface OpenChannel {
  channel: Channel;
  /** What it answers over HTTP, and how it starts to take messages in. */
  connect(deps: AppDeps): Router;
  close(): Promise<void>;
}

/** What a process does: all of it, the pages and webhooks, or the turns and sends. */
export type Role = 'start' | 'serve' | 'work';

/** Opens the configured channels that a role needs; each takes messages in once it is connected. */
export async function openChannels(
  config: Config,
  { role, store, log }: { role: Role; store: Store; log: Logger },
): Promise<OpenChannel[]> {
  const { hasSimulator, cloudApi, baileys } = config;
  const channels: OpenChannel[] = [];
  if (hasSimulator && role !== 'work') channels.push(openSimulator(config));
  if (cloudApi) {
    channels.push(...openCloudApi(config, cloudApi, { store, log, hasWebhook: role !== 'work' }));
  }
  if (baileys && role !== 'serve') channels.push(await openDevice(baileys, store, log));
  return channels;
}

function openSimulator(config: Config): OpenChannel {
  const phones = new Phones(join(config.dataFolder, 'simulator.db'));
  const channel = new Simulator('simulator', (citizen, reply, picture) =>
    phones.show(citizen, reply, { at: systemClock.now(), picture }),
  );
  return {
    channel,
    connect: (deps) =>
      Router()
        .get('/', (_, response) => response.redirect('/chat'))
        .use(
          simulatorRoutes({
            phones,
            post: config.settings.post,
            hosts: config.chatHosts,
            samples: sampleMessages,
            receive: (delivered) => receive(deps, [delivered]),
            onTyping: (from, isTyping) => noteTyping(deps, from, isTyping),
            readMedia: async (sha256) =>
              phones.readPicture(sha256) ?? deps.store.media.read(sha256),
            now: systemClock.now,
          }),
        ),
    close: async () => phones.close(),
  };
}

/** Each number is a channel of its own; one webhook takes in what is meant for any of them. */
function openCloudApi(
  { settings: { elections } }: Config,
  { numbers, ...webhook }: NonNullable<Config['cloudApi']>,
  { store, log, hasWebhook }: { store: Store; log: Logger; hasWebhook: boolean },
): OpenChannel[] {
  const pauses = createChannelPauses(store.documents);
  const channels = numbers.map((settings, at) => {
    const tell = tellLog(log, numbers.length > 1 ? { number: at + 1 } : {});
    const { documents } = store;
    const isElectionNear = (now: number) => electionsIn('near', elections, { now }).length > 0;
    return new CloudApi(settings, systemClock.now, { pauses, documents, tell, isElectionNear });
  });
  const byId = new Map(channels.map((channel) => [channel.account, channel]));
  return channels.map((channel, at) => ({
    channel,
    connect(deps) {
      if (!hasWebhook || at > 0) return Router();
      const batch = new WebhookBatch((each) => keepWebhook(deps, byId, each));
      return webhookRoutes({
        ...webhook,
        numberIds: [...byId.keys()],
        now: systemClock.now,
        keep: (each) => batch.add(each),
        onUnread: (count) => log.warn({ count }, 'a webhook held messages that could not be read'),
        onUnknown: (field) =>
          log.info({ field }, 'a webhook told of something that Posko does not read'),
        onForeign: (count) =>
          log.error({ count }, 'a webhook was for another number: is POSKO_CLOUD_NUMBER_ID right?'),
        onError: (error) => log.error({ error }, 'a webhook could not be kept'),
      });
    },
    close: async () => {},
  }));
}

/** Logs each change of a number once, with Meta's code and its masked details. */
function tellLog(log: Logger, which: { number?: number }) {
  return (news: NumberNews) => {
    const { code: fault, ...more } = 'fault' in news ? news.fault : {};
    const [level, words] = NEWS[news.type];
    log[level]({ ...which, ...(fault !== undefined && { fault, ...more }) }, words);
  };
}

const NEWS = {
  paused: ['error', 'WhatsApp: the number is paused'],
  refused: ['warn', 'WhatsApp refused a reply'],
  resumed: ['info', 'WhatsApp: the number sends again'],
  away: ['error', 'WhatsApp cannot be reached, or answers with faults; replies wait'],
  back: ['info', 'WhatsApp can be reached again'],
} as const satisfies Record<NumberNews['type'], readonly ['error' | 'warn' | 'info', string]>;

async function openDevice(
  settings: NonNullable<Config['baileys']>,
  store: Store,
  log: Logger,
): Promise<OpenChannel> {
  const { openBaileys } = await import('../channels/baileys/open-baileys.ts');
  const { pairPage } = await import('../channels/baileys/pair-page.ts');
  let deps: AppDeps | undefined;
  let code: string | undefined;
  const channel = await openBaileys({
    ...settings,
    sessions: store.sessions,
    log,
    now: systemClock.now,
    keep: (deliveries) =>
      receive({ store, clock: systemClock, jobs: NO_JOBS, observe: deps?.observe }, deliveries),
    receive: async (deliveries) => deps && receive(withoutRepeats(deps), deliveries),
    note: (told) => store.outbox.note(told),
    onTyping: (from, isTyping) => deps && noteTyping(deps, from, isTyping),
    onCode: (qr) => {
      if (code === undefined) log.warn('WhatsApp is not paired yet: open /pair on this machine');
      code = qr;
    },
  });
  return {
    channel,
    connect(connected) {
      deps = connected;
      channel.start().catch((error: unknown) => {
        log.error({ error }, 'WhatsApp could not be started');
      });
      return pairPage({ health: () => channel.health(), code: () => code });
    },
    close: () => channel.close(),
  };
}

/** Messages of a device are taken in twice; that they are known the second time is as it should be. */
function withoutRepeats(deps: AppDeps): AppDeps {
  const observe: Observe = (seen) => {
    if (seen.type !== 'received' || seen.traces.length > 0) deps.observe(seen);
  };
  return { ...deps, observe };
}

const NO_JOBS = { wake: () => {} };

function sampleMessages() {
  return loadSamples().flatMap(({ title, verdict, narratives: [text] }) =>
    text === undefined ? [] : { title, verdict, text },
  );
}
