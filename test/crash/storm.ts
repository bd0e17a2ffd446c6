import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seededNumbers } from '../support/generate.ts';
import { BaileysWorld } from './baileys-world.ts';
import { CloudWorld } from './cloud-world.ts';
import { type Figures, isSound } from './figures.ts';
import { SimulatorStorm, type StormOptions } from './simulator-storm.ts';
import { runWhatsAppStorm } from './whatsapp-storm.ts';

/** Kills a post again and again under load, then lets it finish and counts what every citizen saw. */
const { values } = parseArgs({
  options: {
    channel: { type: 'string', default: 'simulator' },
    kills: { type: 'string' },
    messages: { type: 'string' },
    busy: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const SHOWN_ERRORS = 5;

const folder = mkdtempSync(join(tmpdir(), 'posko-storm-'));
const random = seededNumbers(Number(values.seed));
const chance = seededNumbers(Number(values.seed) + 1_000_000);
const errors: string[] = [];
try {
  finish(await storm());
} finally {
  rmSync(folder, { recursive: true });
}

function storm(): Promise<Figures> {
  switch (values.channel) {
    case 'simulator':
      return new SimulatorStorm(optionsFor(200)).run();
    case 'cloud-api':
      return runWhatsAppStorm({
        ...optionsFor(15),
        messages: Number(values.messages ?? 5000),
        openWorld: (webhook) => CloudWorld.open(webhook, chance),
      });
    case 'baileys':
      return runWhatsAppStorm({
        ...optionsFor(15),
        messages: Number(values.messages ?? 450),
        openWorld: () => BaileysWorld.open(),
      });
    default:
      throw new Error('--channel takes simulator, cloud-api or baileys');
  }
}

function optionsFor(usual: number): StormOptions {
  const kills = Number(values.kills ?? usual);
  return {
    folder,
    kills,
    busy: Number(values.busy),
    random,
    onKill: (count) => {
      if (process.stderr.isTTY) process.stderr.write(`\rkill ${count} of ${kills}`);
    },
    onError: (text) => errors.push(text),
  };
}

function finish({ wronged, ...figures }: Figures): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  if (values.json) console.log(JSON.stringify(figures));
  else
    for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(28)} ${value}`);
  for (const error of errors.slice(0, SHOWN_ERRORS)) console.error(error);
  for (const screen of wronged.slice(0, SHOWN_ERRORS)) console.error(screen.join('\n  > '));
  process.exitCode = isSound(figures) ? 0 : 1;
}
