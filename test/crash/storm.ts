import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { seededNumbers } from '../support/generate.ts';
import { Phones } from './phones.ts';
import type { FromVictim, ToVictim } from './protocol.ts';

/** Kills a post again and again under load, then lets it finish and counts what every citizen saw. */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '200' },
    busy: { type: 'string', default: '24' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const MAX_LIFE_MS = 250;
const CALM_LIMIT_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'posko-storm-'));
const random = seededNumbers(Number(values.seed));
const phones = new Phones();
const kills = Number(values.kills);
const lives: number[] = [];
const begun = Date.now();
try {
  for (let kill = 0; kill < kills; kill += 1) {
    await live(random() * MAX_LIFE_MS);
    if (process.stderr.isTTY) process.stderr.write(`\rkill ${kill + 1} of ${kills}`);
  }
  await calm();
} finally {
  rmSync(folder, { recursive: true });
}
finish();

/** Starts the post and kills it after a while, wherever it may be, now and then even while it starts. */
async function live(ms: number): Promise<void> {
  const { child, send } = start();
  if (random() < 0.9) {
    await ready(child);
    phones.redeliver(send);
    phones.write(Number(values.busy), send);
  }
  await pause(ms);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function calm(): Promise<void> {
  const { child, send } = start();
  await ready(child);
  phones.redeliver(send);
  const limit = Date.now() + CALM_LIMIT_MS;
  while (!phones.isQuiet && Date.now() < limit) await pause(50);
  await pause(1000);
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function start(): { child: ChildProcess; send(message: ToVictim): void } {
  const victim = join(import.meta.dirname, 'victim.ts');
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  const child = fork(victim, [folder], {
    execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const send = (message: ToVictim) => {
    if (child.connected) child.send(message, () => {});
  };
  child.on('message', (message: FromVictim) => phones.take(message, send));
  return { child, send };
}

async function ready(child: ChildProcess): Promise<void> {
  const born = Date.now();
  const isReady = new Promise<void>((resolve) => {
    child.on('message', ({ type }: FromVictim) => {
      if (type === 'ready') resolve();
    });
  });
  await Promise.race([isReady, once(child, 'exit')]);
  lives.push(Date.now() - born);
}

function finish(): void {
  const verdict = phones.verdict();
  const figures = {
    kills,
    ...verdict,
    redelivered: phones.redelivered,
    repeatsAbsorbed: phones.repeatedReplies,
    errors: phones.errors.length,
    seconds: Math.round((Date.now() - begun) / 1000),
    startMsMedian: [...lives].sort((a, b) => a - b)[Math.floor(lives.length / 2)] ?? 0,
  };
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  if (values.json) console.log(JSON.stringify(figures));
  else
    for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(16)} ${value}`);
  for (const error of phones.errors.slice(0, 5)) console.error(error);
  const isSound = verdict.lost + verdict.extra + verdict.misordered + phones.errors.length === 0;
  process.exitCode = isSound ? 0 : 1;
}
