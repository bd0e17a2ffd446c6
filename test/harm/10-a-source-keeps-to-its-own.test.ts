import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { createFactCheckSource } from '../../src/imports/create-source.ts';
import { idOf } from '../../src/imports/to-fact-check-row.ts';
import { VirtualClock } from '../../src/jobs/local/virtual-clock.ts';
import { approveChange } from '../../src/services/fact-checks/decide-change.ts';
import { listChanges } from '../../src/services/fact-checks/proposed-change.ts';
import { MOST_CORRECTIONS } from '../../src/services/fact-checks/refresh-sources.ts';
import { addSource, listSources, saveSource } from '../../src/services/fact-checks/sources.ts';
import { aFactCheck, aMasterKey, aPost } from '../support/builders.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';
import { MORNING } from '../support/stage.ts';

const HOUR = 3_600_000;

interface Entry {
  title: string;
  link: string;
  summary?: string;
}

const feed = (...entries: Entry[]) =>
  `<rss><channel><title>Cek Contoh</title>${entries
    .map(
      ({ title, link, summary = 'Sudah diperiksa.' }) =>
        `<item><title>${title}</title><link>${link}</link><description>${summary}</description></item>`,
    )
    .join('')}</channel></rss>`;

/** A post that takes in one feed of its own site every hour; production's rule for two people holds. */
async function open(
  first: string,
  { hosts = ['cek.example'], organisations = ['Cek Contoh'] } = {},
) {
  const site = await openLoopbackSite({ '/feed': first });
  const store = await openMemoryStore([aFactCheck()], aMasterKey());
  const clock = new VirtualClock(MORNING);
  const factCheckSource = createFactCheckSource({ store, fetch: { allowsLoopback: true } });
  const settings = {
    secondPerson: ['election' as const],
    undoMs: 10_000,
    organisations,
  };
  const post = await aPost(store, { clock, factCheckSource, settings });
  onTestFinished(() => post.close());
  const added = await addSource(
    post.deps,
    { source: 'https://cek.example/feed', everyHours: 1 },
    'Edi',
  );
  if (added.type !== 'added') throw new Error(added.type);
  const source = { ...added.source, source: `${site.url}/feed`, hosts };
  await saveSource({ store }, source);
  const next = async (body?: string) => {
    if (body !== undefined) site.pages['/feed'] = body;
    await post.wait(HOUR + 60_000);
  };
  await next();
  const byTitle = async (title: string) =>
    (await store.factChecks.since(0, 99)).factChecks.find((each) => each.title.includes(title));
  const last = async () => (await listSources({ store }))[0]?.last;
  return { post, store, clock, next, byTitle, last, waiting: () => listChanges({ store }) };
}

const OURS = { title: '[SALAH] Air laut bisa menyalakan motor', link: 'https://cek.example/air' };

test('two steps do not turn the verdict of another site around', async () => {
  const theirs = 'https://situs-lain.example/vaksin';
  const { next, store, byTitle } = await open(feed(OURS));
  const row = { title: '[SALAH] Vaksin berisi cip pelacak', link: theirs };
  const factCheckSource = createFactCheckSource({ store, fetch: { allowsLoopback: true } });
  const brought = await factCheckSource.fromFile({
    name: 'mereka.xml',
    bytes: Buffer.from(feed(row)),
  });
  if (brought.type !== 'gathered') throw new Error(brought.why);
  const [theirFactCheck] = brought.gathered.factChecks;
  if (!theirFactCheck) throw new Error('nothing was read');
  await store.cases.commit({
    cases: [],
    history: [],
    factChecks: [{ ...theirFactCheck, version: 1, changedAt: 1 }],
  });
  await next(feed(OURS, row));
  await next(feed(OURS, { ...row, title: '[BENAR] Vaksin berisi cip pelacak' }));
  await next(feed(OURS, { ...row, title: '[SALAH] Vaksin aman dan halal sekali' }));
  const found = await store.factChecks.get(theirFactCheck.id);
  expect(found).toMatchObject({ verdict: 'salah', title: theirFactCheck.title, version: 1 });
  expect(await byTitle('aman dan halal')).toBeUndefined();
});

test('an article that moved to another site is not changed from its old address', async () => {
  const old = { title: '[SALAH] Judul lama yang keliru', link: 'https://cek.example/pindah' };
  const hosts = ['cek.example', 'situs-lain.example'];
  const { next, store, waiting } = await open(feed(OURS), { hosts });
  const id = idOf(old.link);
  const moved = { id, title: 'Judul baru', url: 'https://situs-lain.example/pindah' };
  await store.factChecks.save([aFactCheck({ ...moved, verdict: 'salah' })]);
  await next(feed(OURS, old));
  expect(await store.factChecks.get(id)).toMatchObject({ ...moved, version: 1 });
  expect(await waiting()).toEqual([]);
});

test('a verdict that a source turns around waits for a person other than who added it', async () => {
  const { post, next, byTitle, waiting, last } = await open(feed(OURS));
  expect(await byTitle('Air laut')).toMatchObject({ verdict: 'salah' });
  await next(feed({ ...OURS, title: '[BENAR] Air laut bisa menyalakan motor' }));
  expect(await byTitle('Air laut')).toMatchObject({ verdict: 'salah', version: 1 });
  const [change] = await waiting();
  expect(await last()).toMatchObject({ waiting: 1, corrected: 0 });
  const id = change?.id ?? '';
  expect(await approveChange(post.deps, { id, by: 'Edi' })).toMatchObject({ type: 'refused' });
  await approveChange(post.deps, { id, by: 'Rina' });
  await post.wait(60_000);
  expect(await byTitle('Air laut')).toMatchObject({ verdict: 'benar' });
});

test('an article on a host that the source was not allowed waits', async () => {
  const foreign = { title: '[BENAR] Undian berhadiah resmi', link: 'https://asing.example/undian' };
  const { byTitle, waiting } = await open(feed(OURS, foreign));
  expect(await byTitle('Air laut')).toBeDefined();
  expect(await byTitle('Undian')).toBeUndefined();
  expect(await waiting()).toHaveLength(1);
});

test('more corrections at once than an editor makes hold the whole batch', async () => {
  const entries = Array.from({ length: MOST_CORRECTIONS + 1 }, (_, n) => ({
    title: `[SALAH] Kabar aneh ke-${n} tentang pabrik tahu`,
    link: `https://cek.example/${n}`,
  }));
  const { next, byTitle, waiting } = await open(feed(...entries));
  expect(await byTitle('ke-0')).toBeDefined();
  const turned = entries.map((entry) => ({
    ...entry,
    title: entry.title.replace('SALAH', 'MENYESATKAN'),
  }));
  const fresh = { title: '[SALAH] Kabar baru pabrik tempe', link: 'https://cek.example/baru' };
  await next(feed(...turned, fresh));
  expect(await byTitle('ke-0')).toMatchObject({ verdict: 'salah' });
  expect(await byTitle('tempe')).toBeUndefined();
  expect(await waiting()).toHaveLength(1);
});

test('what is on a topic for two people waits, though the source is our own choice', async () => {
  const row = {
    title: '[SALAH] KPPS mencoblos surat suara sisa',
    link: 'https://cek.example/kpps',
  };
  const { byTitle, waiting } = await open(feed(OURS, row));
  expect(await byTitle('KPPS')).toBeUndefined();
  expect((await waiting()).map(({ wanted }) => wanted.type)).toEqual(['import']);
});

test('a source in the name of an organisation that nobody registered waits', async () => {
  const { byTitle, waiting } = await open(feed(OURS), { organisations: [] });
  expect(await byTitle('Air laut')).toBeUndefined();
  expect(await waiting()).toHaveLength(1);
});

test('what waits is asked for once, however often the source is read', async () => {
  const row = {
    title: '[SALAH] KPPS mencoblos surat suara sisa',
    link: 'https://cek.example/kpps',
  };
  const { next, waiting } = await open(feed(OURS, row));
  await next();
  await next(feed(OURS, row));
  expect(await waiting()).toHaveLength(1);
});
