import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Store } from '../../src/ports/store.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder } from '../support/builders.ts';
import { seededNumbers } from '../support/generate.ts';
import { aFaultyDisk, hasFaultyDisk } from './faulty-disk.ts';
import { ForgetfulDisk } from './forgetful-disk.ts';
import { DATABASE, readTold, TOLD } from './told.ts';

/** What a disk may have kept of that for which nobody waited. */
const remains: Readonly<
  Record<string, (random: () => number) => (at: number, of: number) => boolean>
> = {
  nothing: () => () => false,
  everything: () => () => true,
  'all but the first': () => (at) => at > 0,
  'the last alone': () => (at, of) => at === of - 1,
  'some of it': (random) => () => random() < 0.5,
};

test.runIf(hasFaultyDisk())(
  'what was told as done outlives a power loss at every wait for the disk',
  async () => {
    const disk = aFaultyDisk();
    disk.run('power-loss-writer.ts');
    const events = disk.journal();
    const random = seededNumbers(1);
    const forgetful = new ForgetfulDisk();
    let told = '';
    let losses = 0;
    for (const event of events) {
      if (basename(event.path) === TOLD) {
        if (event.type === 'write') told += event.bytes;
        continue;
      }
      if (event.type === 'sync' && told !== '') {
        for (const [name, remain] of Object.entries(remains)) {
          losses += 1;
          const lost = await openAfter(forgetful.after(remain(random)), told);
          expect({ losses, name, lost, nameless: forgetful.nameless }).toEqual({
            losses,
            name,
            lost: [],
            nameless: [],
          });
        }
      }
      forgetful.take(event);
    }
    console.log(
      `${losses} power losses, ${events.length} events, ${readTold(told).length} told as done`,
    );
    expect(losses).toBeGreaterThan(100);
  },
);

/** Opens what the disk has kept; returns what was told as done and is not there. */
async function openAfter(files: ReadonlyMap<string, Uint8Array>, told: string): Promise<string[]> {
  const folder = join(aFolder(), 'disk');
  mkdirSync(folder);
  for (const [path, bytes] of files) writeFileSync(join(folder, basename(path)), bytes);
  const store = openSqlite(join(folder, DATABASE), createSeal(new Uint8Array(32)));
  const lost: string[] = [];
  for (const [kind, n] of readTold(told))
    if (!(await isThere(store, kind, n))) lost.push(`${kind} ${n}`);
  await store.close();
  return lost;
}

async function isThere(store: Store, kind: string, n: number): Promise<boolean> {
  if (kind === 'document')
    return (await store.documents.get('setting', `d${n}`))?.value === `Nilai ${n}`;
  if (kind === 'file') {
    const { bytes } = (await store.media.read(n.toString(16).padStart(64, '0'))) ?? {};
    return bytes?.every((byte) => byte === n) ?? false;
  }
  const from = { channel: 'terminal', account: 'posko', chat: `w${n}`, sender: `w${n}` };
  const citizen = await store.turns.citizenAt(from);
  const [letter] = citizen === undefined ? [] : await store.turns.lettersOf(citizen, 1);
  return letter?.letter.type === 'message' && letter.letter.text === `Kabar ${n}`;
}
