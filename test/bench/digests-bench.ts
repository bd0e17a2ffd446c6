import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp } from '../../src/app/app.ts';
import { loadContent } from '../../src/app/load-content.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { Simulator, toDelivered } from '../../src/channels/simulator/simulator.ts';
import { newProfile } from '../../src/domain/citizens/profile.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { placeOf } from '../../src/domain/subscriptions/send-time.ts';
import { jakartaDay } from '../../src/domain/time/jakarta-day.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { saveFactChecks } from '../../src/services/fact-checks/import-fact-checks.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { seededBytes } from '../support/seeded-bytes.ts';

/**
 * How long an answer takes while digests go out: `npm run bench:digests -- SUBSCRIBERS SECONDS` spreads them
 * over so many seconds (0: all are due at once, as after a post that was down). Prints milliseconds, with and without.
 */
const [subscribers = 10_000, seconds = 0] = process.argv.slice(2).map(Number);
const ANSWERS = 60;
const HOAX = loadSamples()[0]?.narratives[0] ?? '';

/** When the digests begin; all are subscribed by then. */
const start = Date.now() + 15_000 + subscribers * 3;

const folder = mkdtempSync(join(tmpdir(), 'posko-digests-'));
const store = openSqlite(join(folder, 'posko.db'), createSeal(new Uint8Array(32)));
const shown = new Map<string, () => void>();
let digests = 0;
const channel = new Simulator('bench', (to, { text }) => {
  if (text.startsWith('*Cek fakta terbaru')) digests += 1;
  shown.get(to)?.();
});
await saveFactChecks({ store, now: Date.now() }, loadSamples());

/** Milliseconds from a forward until its answer is shown, some times in a row. */
async function answers(deps: Parameters<typeof receive>[0], name: string): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < ANSWERS; n += 1) {
    const citizen = `${name}-${n}`;
    const begun = performance.now();
    const seen = new Promise<void>((resolve) => shown.set(citizen, resolve));
    const by = { channel: 'bench', citizen, now: Date.now() };
    await receive(deps, [toDelivered(by, { text: HOAX, forwarded: true })]);
    await seen;
    times.push(performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return times.sort((a, b) => a - b);
}

function tell(what: string, times: readonly number[]): void {
  const at = (share: number) => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(0);
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms`);
}

async function subscribe(name: string): Promise<void> {
  const by = { channel: 'bench', citizen: name, now: Date.now() - 60_000 };
  const { from, message } = toDelivered(by, { text: 'halo' });
  const arrival = { from, message: { ...message, type: 'message' as const } };
  const [kept] = await store.turns.keepMessages([arrival], by.now);
  const state = kept && (await store.turns.readTurn(kept.citizen));
  if (!kept || !state) throw new Error('a subscriber was not kept');
  const nextAt = start + Math.floor(placeOf(kept.citizen) * seconds * 1000);
  const consent = { version: 'A1B2C3', at: by.now };
  const subscription = { every: 'daily', interest: 'all', consent, since: by.now, nextAt } as const;
  await store.turns.commitTurn({
    citizen: kept.citizen,
    revision: state.revision,
    profile: { ...newProfile('id', by.now), reach: { subscription } },
    conversation: { frames: [] },
    due: nextAt,
    done: state.pending.map(({ key }) => key),
    replies: [],
    changes: [],
    tallies: {},
    now: by.now,
  });
}

const post = await startApp({
  store,
  script: loadContent({ flows: 'flows', locales: 'locales' }),
  clock: systemClock,
  settings: {
    ...defaultSettings,
    quietMs: 0,
    reach: { ...defaultSettings.reach, quietFrom: 0, quietUntil: 0 },
  },
  channels: [channel],
  sweepMs: 1000,
  onError: (error) => console.error(error),
  randomBytes: seededBytes('digests'),
});
tell('without digests', await answers(post.deps, 'calm'));
const today = jakartaDay(Date.now());
const fresh = loadSamples().slice(0, 8);
await saveFactChecks(
  { store, now: Date.now() },
  fresh.map((each, n) => ({ ...each, id: `new-${n}`, sample: false, publishedAt: today })),
);
for (let n = 0; n < subscribers; n += 500) {
  const some = Array.from({ length: Math.min(500, subscribers - n) }, (_, at) => n + at);
  await Promise.all(some.map((number) => subscribe(`subscriber-${number}`)));
}
if (Date.now() > start) throw new Error('it took too long to subscribe them all');
while (Date.now() < start) await new Promise((resolve) => setTimeout(resolve, 5));
const from = performance.now();
tell('while digests go', await answers(post.deps, 'busy'));
console.log(`${digests} of ${subscribers} digests were out by then`);
while (digests < subscribers) await new Promise((resolve) => setTimeout(resolve, 50));
const took = (performance.now() - from) / 1000;
console.log(`all ${subscribers} were out after ${took.toFixed(1)} s`);
await post.close();
await store.close();
rmSync(folder, { recursive: true });
