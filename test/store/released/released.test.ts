import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/app/open-store.ts';
import { Simulator, toDelivered } from '../../../src/channels/simulator/simulator.ts';
import { readConfig } from '../../../src/config/config.ts';
import { VirtualClock } from '../../../src/jobs/local/virtual-clock.ts';
import { receive } from '../../../src/services/messaging/receive.ts';
import { aFolder, aPost } from '../../support/builders.ts';
import { claims, KEY } from './story.ts';

const MINUTE = 60_000;
const released = globSync(`${import.meta.dirname}/*/about.json`).map(
  (path) => [basename(dirname(path)), dirname(path)] as const,
);

/** The store that a version has left behind, opened by this one, with its citizens still there. */
async function reopen(folder: string) {
  const about = JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8'));
  const data = aFolder();
  writeFileSync(join(data, 'posko.db'), gunzipSync(readFileSync(join(folder, 'posko.db.gz'))));
  const store = await openStore(
    readConfig({ POSKO_DATA: data, POSKO_KEY: KEY, POSKO_SAMPLES: 'off' }),
  );
  onTestFinished(() => store.close());
  const heard: { to: string; text: string }[] = [];
  const channel = new Simulator('simulator', (to, { text }) => void heard.push({ to, text }));
  const clock = new VirtualClock(about.madeAt + MINUTE);
  const post = await aPost(store, { channel, clock });
  onTestFinished(() => post.close());
  const ask = async (citizen: string, text: string, forwarded = false) => {
    const before = heard.length;
    const from = { channel: 'simulator', citizen, now: clock.now() };
    await receive(post.deps, [toDelivered(from, { text, forwarded })]);
    await post.settle();
    const own = heard.slice(before).filter(({ to }) => to === citizen);
    return own.map((each) => each.text).join('\n');
  };
  return { about, store, ask, errors: post.errors };
}

test('there is a store of every released version', () => {
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const versions = [...changelog.matchAll(/^## (\d+\.\d+\.\d+)$/gm)].map(([, name]) => name);
  const current = JSON.parse(readFileSync('package.json', 'utf8')).version;
  expect(released.map(([name]) => name)).toEqual(
    expect.arrayContaining(versions.filter((name) => name !== current)),
  );
  expect(released.length).toBeGreaterThan(0);
});

test.each(released)(
  'everything of a store of %s is there, and it answers',
  { timeout: 120_000 },
  async (_, folder) => {
    const { about, store, ask, errors } = await reopen(folder);
    expect(await store.factChecks.count()).toMatchObject({ all: 2, samples: 0 });
    expect(await store.cases.byTicket(about.open)).toMatchObject({
      status: 'open',
      claim: claims.open,
    });
    expect(await store.cases.byTicket(about.decided)).toMatchObject({ status: 'published' });
    expect(await ask('w2', `STATUS ${about.open}`)).toContain(about.open);
    expect(await ask('w3', `STATUS ${about.decided}`)).toMatch(/SALAH/);
    expect(await ask('w4', claims.decided, true)).toContain(claims.reason);
    expect(await ask('w1', claims.known.title, true)).toContain(claims.known.summary);
    const merged = await ask('w5', claims.open, true);
    expect(merged).toMatch(/diperiksa/);
    await ask('w5', 'ya');
    const [open] = await store.cases.list('open', 10);
    expect(open && (await store.cases.tipsOf(open.id))).toHaveLength(2);
    expect(errors).toEqual([]);
  },
);
