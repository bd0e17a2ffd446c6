import { expect, test } from 'vitest';
import { aFolder } from '../support/builders.ts';
import { seededNumbers } from '../support/generate.ts';
import { BaileysWorld } from './baileys-world.ts';
import { CloudWorld } from './cloud-world.ts';
import { isSound } from './figures.ts';
import { SimulatorStorm } from './simulator-storm.ts';
import { runWhatsAppStorm } from './whatsapp-storm.ts';
import type { World } from './world.ts';

/** What a few citizens do. */
const FEW = 45;

test('whatever citizens and a reviewer do while a post is killed, each hears what is theirs, once', async () => {
  const errors: string[] = [];
  const storm = new SimulatorStorm({
    ...{ folder: aFolder(), kills: 4, busy: 24, random: seededNumbers(3) },
    onKill: () => {},
    onError: (text) => errors.push(text),
  });
  const figures = await storm.run();
  expect({ ...figures, printed: errors, isSound: isSound(figures) }).toMatchObject({
    ...{ wronged: [], printed: [], isSound: true },
  });
}, 600_000);

test('no reply is lost, doubled or out of order when a linked device is killed', async () => {
  expect(await aSmallStorm(() => BaileysWorld.open())).toMatchObject({ lost: 0, errors: 0 });
}, 600_000);

test('no reply is lost, doubled or out of order when a post on the Cloud API is killed', async () => {
  const open = (webhook: string) => CloudWorld.open(webhook, seededNumbers(2));
  expect(await aSmallStorm(open)).toMatchObject({ lost: 0, errors: 0 });
}, 600_000);

async function aSmallStorm(openWorld: (webhook: string) => Promise<World>) {
  const errors: string[] = [];
  const figures = await runWhatsAppStorm({
    folder: aFolder(),
    kills: 3,
    busy: 8,
    messages: FEW,
    random: seededNumbers(1),
    onKill: () => {},
    onError: (text) => errors.push(text),
    openWorld,
  });
  expect({ ...figures, printed: errors }).toMatchObject({ wronged: [], printed: [] });
  return figures;
}
