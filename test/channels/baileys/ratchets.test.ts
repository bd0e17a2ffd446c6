import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SessionStore } from '../../../src/ports/channel-session-store.ts';
import { anOutgoing } from '../../support/builders.ts';
import { aDevice, aStore, aWhatsApp, isOpen, until } from './stage.ts';

/** Long enough for what was sent to arrive, and for its answer to come back. */
const TURNS = 300;

/** A device whose store takes its time with keys, and a citizen who has written to it. */
async function aSlowDevice() {
  const store = aStore();
  let storing = 0;
  const write: SessionStore['write'] = async (account, entries, now) => {
    const isSlow = entries.some(({ type }) => type === 'session');
    if (isSlow) storing += 1;
    for (let n = 0; isSlow && n < TURNS; n += 1) await turnOfTheLoop();
    await store.sessions.write(account, entries, now);
    if (isSlow) storing -= 1;
  };
  const sessions = new Proxy(store.sessions, {
    get(target, key) {
      const found: unknown = key === 'write' ? write : Reflect.get(target, key);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
  const device = await aDevice(await aWhatsApp(), { ...store, sessions });
  await isOpen(device.channel);
  const ani = device.whatsapp.citizen('ani');
  await ani.write('Halo');
  await until(() => device.deliveries.length === 1);
  const reply = async () => {
    const [first] = device.deliveries;
    if (first) await device.channel.send(anOutgoing(first.from));
  };
  return { ...device, ani, reply, storing: () => storing };
}

test('a reply is sent only once its keys are stored', async () => {
  const { ani, reply, storing } = await aSlowDevice();
  await until(() => storing() === 0);
  void reply();
  await until(() => ani.received.length === 1);
  expect(storing()).toBe(0);
});

test('a citizen who writes on while a reply is on its way is understood, and understands', async () => {
  const { whatsapp, ani, reply, deliveries } = await aSlowDevice();
  for (let round = 1; round <= 4; round += 1) {
    const replied = reply();
    await until(() => ani.received.length === round);
    await ani.write(`Dan ${round}`);
    await replied;
    await until(() => deliveries.length === round + 1);
  }
  expect({ asked: whatsapp.retries, askedBack: ani.handset.retries }).toEqual({
    asked: 0,
    askedBack: 0,
  });
});
