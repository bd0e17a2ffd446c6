import { mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { hearWrites, StoreWrites } from '../../src/services/duty/store-writes.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { type Life, live, lookAt, nothingOutside, type Work } from '../kills/life.ts';
import { addKnown, HOAX, MINUTE, NEWS } from '../kills/work-parts.ts';
import { MASTER_KEY, MORNING } from '../support/stage.ts';
import { DATABASE, type FaultyRun, faultyRuns } from './told.ts';

// Lets citizens write to a tipline whose disk fails at its n-th write, for every n and in every way.
const folder = process.env.DISK_FOLDER ?? '';
const control = openSync(process.env.DISK_CONTROL ?? '', 'r+');
const ROUNDS = 5;
const ENDLESS = 2 ** 31 - 1;
const work: Work = { writers: [], steps: [] };
const messages = [
  ['w1', HOAX, { forwarded: true }],
  ['w2', NEWS, { forwarded: true }],
  ['w2', 'ya', {}],
] as const;

mkdirSync(folder);
for (const [name, { fault, ...run }] of Object.entries(faultyRuns)) {
  const faulty = { ...run, errno: constants.errno[fault] };
  const whole = await play(`${name}-0`, { ...faulty, n: 0 });
  const problems: object[] = [];
  for (let n = 1; n <= whole.writes; n += 1) {
    const found = await play(`${name}-${n}`, { ...faulty, n });
    const isSame = isDeepStrictEqual(found.end, whole.end);
    if (!isSame || found.health !== 'down' || found.after !== 'ok') problems.push({ n, ...found });
  }
  console.log(JSON.stringify({ name, writes: whole.writes, reached: whole.end, problems }));
}

interface Fault extends FaultyRun {
  errno: number;
  n: number;
}

/** A conversation whose disk fails from the n-th write on until it is looked after. */
async function play(name: string, { errno, isAtSyncs, isOnce, isRestarted, n }: Fault) {
  mkdirSync(join(folder, name));
  const outside = nothingOutside();
  let clock = new VirtualClock(MORNING);
  const start = async () => {
    const writes = new StoreWrites(clock, () => {});
    const opened = openSqlite(join(folder, name, DATABASE), createSeal(MASTER_KEY));
    const store = hearWrites(opened, writes);
    const begun = { work, outside, clock, beganAt: MORNING, name: `${name} ${clock.now()}` };
    return { ...(await live(store, { ...begun, writes })), store, writes };
  };
  let post = await start();
  await addKnown(post.at(0));
  fail({ count: 0, from: n, until: isOnce ? n + 1 : ENDLESS, errno, isAtSyncs });
  const refused = await say(post.at(0), messages);
  await post.at(0).until(MINUTE);
  const { state: health, reason } = await post.writes.check(post.store);
  const writes = countOf();
  fail({ count: 0, from: 0, until: 0, errno, isAtSyncs });
  if (isRestarted) {
    await post.close().catch(() => {});
    await post.store.close();
    clock = new VirtualClock(clock.now());
    post = await start();
  }
  const last = post.at(1);
  let left = await say(last, refused); // what was refused comes again until it is taken
  for (let round = 1; round <= ROUNDS; round += 1) {
    await last.until((1 + round) * MINUTE);
    left = await say(last, left);
  }
  const { state: after } = await post.writes.check(post.store);
  const end = await lookAt(last, work);
  await post.close().catch(() => {});
  await post.store.close();
  return { end, writes, health, reason, after };
}

type Said = readonly (readonly [string, string, { forwarded?: boolean }])[];

/** Lets citizens write, each once what they wrote before is answered; returns what was not taken or not written. */
async function say(life: Life, said: Said): Promise<Said> {
  const refused: Said[number][] = [];
  for (const each of said) {
    const [citizen, text, writing] = each;
    const before = messages.filter(([who]) => who === citizen).findIndex(([, of]) => of === text);
    const heard = [...life.outside.shown.values()].filter(({ to }) => to === citizen).length;
    const id = `${citizen} ${text}`;
    if (heard < before) refused.push(each);
    else await life.write(citizen, text, { ...writing, id }).catch(() => refused.push(each));
  }
  return refused;
}

function fail(order: {
  count: number;
  from: number;
  until: number;
  errno: number;
  isAtSyncs: boolean;
}) {
  const { count, from, until, errno, isAtSyncs } = order;
  const numbers = new Int32Array([count, from, until, errno, Number(isAtSyncs)]);
  writeSync(control, new Uint8Array(numbers.buffer), 0, numbers.byteLength, 0);
}

function countOf(): number {
  const numbers = new Int32Array(1);
  readSync(control, new Uint8Array(numbers.buffer), 0, 4, 0);
  return numbers[0] ?? 0;
}
