import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { seededNumbers } from '../support/generate.ts';
import { BaileysWorld } from './baileys-world.ts';
import { CloudWorld } from './cloud-world.ts';
import { runWhatsAppStorm } from './whatsapp-storm.ts';
import type { World } from './world.ts';

const FIVE_CITIZENS = 45;

test('no reply is lost, doubled or out of order when a linked device is killed', async () => {
  expect(await aSmallStorm(() => BaileysWorld.open())).toMatchObject({ lost: 0, errors: 0 });
}, 300_000);

test('no reply is lost, doubled or out of order when a post on the Cloud API is killed', async () => {
  const open = (webhook: string) => CloudWorld.open(webhook, seededNumbers(2));
  expect(await aSmallStorm(open)).toMatchObject({ lost: 0, errors: 0 });
}, 300_000);

async function aSmallStorm(openWorld: (webhook: string) => Promise<World>) {
  const folder = mkdtempSync(join(tmpdir(), 'posko-storm-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const errors: string[] = [];
  const figures = await runWhatsAppStorm({
    folder,
    kills: 3,
    busy: 5,
    messages: FIVE_CITIZENS,
    random: seededNumbers(1),
    onKill: () => {},
    onError: (text) => errors.push(text),
    openWorld,
  });
  expect({ ...figures, printed: errors }).toMatchObject({ extra: 0, misordered: 0, printed: [] });
  return figures;
}
