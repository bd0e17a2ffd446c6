import { setTimeout as pause } from 'node:timers/promises';
import { renderUnicodeCompact } from 'uqr';
import { openLog } from '../app/open-log.ts';
import { openStore } from '../app/open-store.ts';
import { Failure } from '../app/user-error.ts';
import { openBaileys } from '../channels/baileys/open-baileys.ts';
import type { Config } from '../config/config.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import { type Delivered, receive } from '../services/messaging/receive.ts';
import { createCommand } from './create-command.ts';
import { configFor, print } from './output.ts';

export const pairCommand = createCommand('pair').action(
  ({ phone, ...options }: { phone?: string; data?: string }) => {
    if (phone !== undefined && !/^\d{8,15}$/.test(phone)) {
      throw new Failure('--phone takes 8 to 15 digits with the country, such as 6281200000001');
    }
    return pair(configFor(options), phone);
  },
);

const CHECK_MS = 200;
const LINGER_MS = 300;
const PATIENCE_MS = 5 * 60_000;

/** Shows codes until WhatsApp has paired the device; stores messages that arrive meanwhile. */
async function pair(config: Config, phone: string | undefined): Promise<void> {
  const settings = config.baileys;
  if (!settings) throw new Failure('set POSKO_BAILEYS=on; docs/whatsapp.md tells what that means');
  const store = await openStore(config);
  let isAsked = false;
  const keep = (deliveries: readonly Delivered[]) =>
    receive({ store, clock: systemClock, jobs: NO_JOBS }, deliveries);
  const channel = await openBaileys({
    ...settings,
    sessions: store.sessions,
    log: openLog(config.logLevel === 'debug' ? 'debug' : 'silent'),
    now: systemClock.now,
    keep,
    receive: keep,
    note: (told) => store.outbox.note(told),
    onCode: (qr) => {
      if (phone === undefined) print(`${renderUnicodeCompact(qr)}\n${SCAN}`);
      else if (!isAsked) {
        isAsked = true;
        const show = (code: string) => print(`${code.slice(0, 4)}-${code.slice(4)}\n${TYPE}`);
        channel.requestCode(phone).then(show, fail);
      }
    },
  });
  let failure: unknown;
  const fail = (error: unknown) => {
    failure = error;
  };
  try {
    await channel.start();
    for (let waited = 0; channel.health().state !== 'ok'; waited += CHECK_MS) {
      if (failure !== undefined) throw new Failure(`WhatsApp gave no code: ${failure}`);
      if (waited > PATIENCE_MS) throw new Failure('nobody paired the device within five minutes');
      const { reason } = channel.health();
      if (reason?.startsWith('another')) throw new Failure(`${reason}: stop it first`);
      await pause(CHECK_MS);
    }
    print('Paired. Start Posko with POSKO_BAILEYS=on.');
  } finally {
    await channel.close();
    await store.close();
    setTimeout(() => process.exit(), LINGER_MS).unref(); // Baileys leaves timers of minutes behind
  }
}

/** The sweep of the running Posko finds what is waiting. */
const NO_JOBS = { wake: () => {} };
const SCAN =
  'Open WhatsApp on the phone of the post: Linked devices, Link a device, and scan this code.';
const TYPE =
  'Open WhatsApp on the phone of the post: Linked devices, Link a device, Link with phone number instead, and type this code.';
