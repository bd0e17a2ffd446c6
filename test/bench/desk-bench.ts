import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { startApp } from '../../src/app/app.ts';
import { createSecrets } from '../../src/crypto/create-secrets.ts';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { percentile } from '../../src/domain/stats/answer-time.ts';
import { systemClock } from '../../src/jobs/local/system-clock.ts';
import { printReport } from '../../src/rendering/print-report.ts';
import type { AccountDeps } from '../../src/services/accounts/account-deps.ts';
import { startLogin } from '../../src/services/accounts/login-sessions.ts';
import { addNote } from '../../src/services/cases/mentions.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { reviewRoutes } from '../../src/web/desk/review-routes.ts';
import { aCase, aCaseCommit, aFactCheck, aTip } from '../support/builders.ts';
import { addWithPassword } from '../support/gate.ts';
import { loadScript } from '../support/stage.ts';
import { Browser } from '../web/desk/browser.ts';

const CASES = Number(process.argv[2] ?? 1000);
const REVIEWERS = 20;
const UPDATES_A_SECOND = Number(process.argv[3] ?? 100);
const SECONDS = 20;
const THINK_MS = 1000;
const WORDS =
  'bank tutup besok vaksin gempa bansos pemilu kartu pulsa air listrik hujan pasar sekolah'.split(
    ' ',
  );

/** Twenty reviewers work on so many cases while so many changes a second come in; prints how long pages take. */
const desk = await open();
await desk.browsers[0]?.get('/review/queue'); // what is read once after a start is not a page of a shift
const before = process.cpuUsage();
const times = new Map<string, number[]>();
const heard = new Set<string>();
const end = performance.now() + SECONDS * 1000;
await Promise.all([
  update(),
  listen(desk.browsers[0]),
  ...desk.browsers.map((browser, at) => work(browser, at)),
]);
for (const [page, list] of times) {
  const of = (part: number) => Math.round(percentile(list, part) ?? 0);
  console.log(
    `${page.padEnd(10)} ${String(list.length).padStart(5)} pages  p50 ${of(0.5)} ms  p95 ${of(0.95)} ms  most ${of(1)} ms`,
  );
}
const missing = [...desk.touched].filter((ticket) => !heard.has(ticket)).length;
const { user, system } = process.cpuUsage(before);
const share = Math.round((user + system) / 10_000 / SECONDS);
console.log(`processor: ${share} % of one core for desk, browsers and changes together`);
console.log(`stream: ${desk.touched.size} cases changed, ${missing} not told of`);
process.exit(0);

function words(at: number): string {
  return Array.from(
    { length: 12 },
    (_, n) => WORDS[(at * 7 + n * n * (at + 3)) % WORDS.length],
  ).join(' ');
}

async function open() {
  const key = new Uint8Array(32);
  const store = openSqlite(':memory:', createSeal(key));
  await store.factChecks.save(
    Array.from({ length: 2000 }, (_, at) =>
      aFactCheck({ title: words(at), narratives: [words(at + 1)] }),
    ),
  );
  const cases = Array.from({ length: CASES }, (_, at) =>
    aCase({ claim: `${words(at)} nomor ${at}`, openedAt: Date.now() - at * 60_000 }),
  );
  const tips = cases.flatMap(({ id, claim }, at) =>
    Array.from({ length: 1 + (at % 5) }, (_, n) =>
      aTip({ case: id, citizen: `c${n}`, text: claim, at: Date.now() - n * 1000 }),
    ),
  );
  await store.cases.commit(aCaseCommit({ newCases: cases, tips }));
  const onError = (error: unknown) => console.error(error);
  const settings = { ...defaultSettings, quietMs: 0 };
  const parts = {
    store,
    script: loadScript(),
    clock: systemClock,
    settings,
    channels: [],
    onError,
  };
  const { deps } = await startApp({ ...parts, sweepMs: 60_000 });
  const rules = { post: 'Posko', totpFrom: 'admin' as const };
  const gate: AccountDeps = { store, clock: systemClock, secrets: createSecrets(key), rules };
  const app = express().use('/review', reviewRoutes({ deps, gate, printReport, onError }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a listening server has one
  const browsers: Browser[] = [];
  for (let at = 0; at < REVIEWERS; at += 1) {
    const password = `kuda terbang biru laut ${at}`;
    const wanted = { name: `Rina ${at}`, role: 'reviewer', password } as const;
    const { account: reviewer } = await addWithPassword(gate, wanted);
    const browser = new Browser(url);
    browser.cookies.set('posko-desk', await startLogin(gate, { reviewer, needs: 'nothing' }));
    browsers.push(browser);
  }
  return {
    deps,
    browsers,
    tickets: cases.map(({ ticket }) => ticket),
    touched: new Set<string>(),
  };
}

/** Changes cases at an even pace, as citizens and other processes do. */
async function update(): Promise<void> {
  let count = 0;
  const began = performance.now();
  while (performance.now() < end - 4000) {
    const due = Math.floor(((performance.now() - began) / 1000) * UPDATES_A_SECOND);
    for (; count < due; count += 1) {
      const ticket = desk.tickets[(count * 37) % CASES] ?? '';
      await addNote(desk.deps, { ticket, reviewer: 'Budi' }, 'catatan');
      desk.touched.add(ticket);
    }
    await wait(20);
  }
}

async function work(browser: Browser, at: number): Promise<void> {
  await wait((at * THINK_MS) / REVIEWERS);
  for (let n = 0; performance.now() < end; n += 1) {
    await timed('queue', () => browser.get(`/review/queue?list=all&page=${1 + (n % 20)}`));
    await wait(THINK_MS);
    const ticket = desk.tickets[(at * 53 + n * 11) % CASES] ?? '';
    await timed('case', () => browser.get(`/review/cases/${ticket}`));
    if (browser.status !== 200) throw new Error(`${browser.path} answered ${browser.status}`);
    await wait(THINK_MS);
    await timed('claim', () => browser.post(`/review/cases/${ticket}/claim`, {}));
    if (n % 5 === 0) await timed('dashboard', () => browser.get('/review/dashboard'));
    await wait(THINK_MS);
  }
}

/** Follows the stream, and comes back with the last id when it is cut. */
async function listen(browser: Browser | undefined): Promise<void> {
  let lastId: string | undefined;
  while (browser && performance.now() < end) {
    const headers = lastId === undefined ? {} : { 'last-event-id': lastId };
    const signal = AbortSignal.timeout(3000);
    let text = '';
    try {
      const response = await browser.send('/review/events', { headers, signal });
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString('utf8');
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) {
          lastId = /^id: (.*)$/m.exec(part)?.[1] ?? lastId;
          const data = /^data: (.*)$/m.exec(part)?.[1];
          for (const { type, ticket } of data ? JSON.parse(data).changes : []) {
            // One that was cut off looks at all of it again.
            for (const each of type === 'reset' ? desk.touched : [ticket]) heard.add(each);
          }
        }
      }
    } catch {
      await wait(300); // cut on purpose
    }
  }
}

async function timed(page: string, work: () => Promise<unknown>): Promise<void> {
  const began = performance.now();
  await work();
  const list = times.get(page) ?? [];
  list.push(performance.now() - began);
  times.set(page, list);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
