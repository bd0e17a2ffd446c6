import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type App, startApp } from '../../../src/app/app.ts';
import type { BaileysChannel, BaileysParts } from '../../../src/channels/baileys/baileys.ts';
import { openBaileys } from '../../../src/channels/baileys/open-baileys.ts';
import { defaultSettings } from '../../../src/domain/settings/settings.ts';
import { systemClock } from '../../../src/jobs/local/system-clock.ts';
import type { CardPainter } from '../../../src/ports/card-renderer.ts';
import type { Receipt } from '../../../src/ports/channel.ts';
import type { Store } from '../../../src/ports/store.ts';
import { type Delivered, receive } from '../../../src/services/messaging/receive.ts';
import { createSeal } from '../../../src/store/seal.ts';
import { openSqlite } from '../../../src/store/sqlite/open-sqlite.ts';
import { FakeWhatsApp } from '../../fake-whatsapp/server.ts';
import { aMasterKey } from '../../support/builders.ts';
import { loadScript } from '../../support/stage.ts';
import '../../fake-whatsapp/trust.ts';

type Changes = Partial<Omit<BaileysParts, 'version'>>;

const PACE = {
  perCitizenMs: 0,
  perNumberMs: 0,
  burst: 1000,
  typingMs: [0, 0],
  hourly: 1e9,
} as const;

/** A fake WhatsApp that is closed when the test is over, and has understood everything it was asked. */
export async function aWhatsApp(): Promise<FakeWhatsApp> {
  const whatsapp = await FakeWhatsApp.start();
  onTestFinished(async () => {
    await whatsapp.close();
    if (whatsapp.unhandled.length > 0) throw new Error(`unhandled: ${whatsapp.unhandled}`);
  });
  return whatsapp;
}

/** A store in memory that is closed when the test is over. */
export function aStore(): Store {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  onTestFinished(() => store.close());
  return store;
}

/** A linked device on a fake WhatsApp, with what it has taken in. */
export async function aDevice(whatsapp: FakeWhatsApp, store = aStore(), changes: Changes = {}) {
  const deliveries: Delivered[] = [];
  const receipts: Receipt[] = [];
  const alarms: string[] = [];
  const typing: [chat: string, isTyping: boolean][] = [];
  const log = pino({ level: 'error' }, { write: (line: string) => void alarms.push(line) });
  const channel = await openBaileys({
    sessions: store.sessions,
    account: 'posko',
    url: whatsapp.url,
    version: [2, 3000, 1],
    groups: 'off',
    log,
    now: Date.now,
    pace: PACE,
    keep: async () => {},
    receive: async (taken) => deliveries.push(...taken),
    note: async (told) => void receipts.push(...told),
    onTyping: ({ chat }, isTyping) => typing.push([chat, isTyping]),
    onCode: (qr) => void whatsapp.scan(qr),
    ...changes,
  });
  onTestFinished(() => channel.close());
  await channel.start();
  return { whatsapp, store, channel, deliveries, receipts, alarms, typing };
}

/** A device that has been paired and is connected. */
export async function aPairedDevice(changes: Changes = {}) {
  const device = await aDevice(await aWhatsApp(), aStore(), changes);
  await isOpen(device.channel);
  return device;
}

/** A whole post behind a linked device, on real time. */
export async function aDevicePost(
  store = aStore(),
  painter?: CardPainter,
  changes: Pick<Changes, 'groups'> = {},
) {
  let post: App | undefined;
  const errors: unknown[] = [];
  const whatsapp = await aWhatsApp();
  const { channel } = await aDevice(whatsapp, store, {
    keep: (taken) => receive({ store, clock: systemClock, jobs: { wake: () => {} } }, taken),
    receive: async (taken) => post && receive(post.deps, taken),
    note: (told) => store.outbox.note(told),
    ...changes,
  });
  post = await startApp({
    store,
    script: loadScript(),
    clock: systemClock,
    settings: { ...defaultSettings, quietMs: 0 },
    channels: [channel],
    painter,
    sweepMs: 20,
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => post?.close());
  await isOpen(channel);
  return { whatsapp, store, channel, post, errors };
}

export function isOpen(channel: BaileysChannel): Promise<void> {
  return until(() => channel.health().state === 'ok');
}

/** Waits for something to become true; fails after a minute. */
export async function until(isTrue: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> {
  for (const end = Date.now() + ms; !(await isTrue()); ) {
    if (Date.now() > end) throw new Error(`it has not come true within ${ms} ms: ${isTrue}`);
    await pause(5);
  }
}
