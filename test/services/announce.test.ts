import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import type { Settings } from '../../src/domain/settings/settings.ts';
import type { Store } from '../../src/ports/store.ts';
import { close, reply } from '../../src/services/cases/decide-case.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../src/services/fact-checks/submit-change.ts';
import { announceAll } from '../support/announce-all.ts';
import { aCaseCommit, anAnnouncement, aPost } from '../support/builders.ts';

const TIP = 'Awas, air galon isi ulang di Pasar Rebo dicampur sabun cuci oleh pedagang';
const DECISION = {
  verdict: 'salah',
  summary: 'Air galon itu tidak mengandung sabun.',
  url: 'https://sumber.example/cek',
} as const;

test('a verdict reaches everyone who asked, once', async () => {
  const { post, published } = await open();
  await published('w1', 'w2', 'w3');
  await announceAll(post.deps);
  await post.wait(3_600_000);
  expect(hearing(post, DECISION.summary)).toEqual(['w1', 'w2', 'w3']);
});

test('whoever agrees after the verdict is out gets it at once, and no new case is opened', async () => {
  const { post, published, store } = await open();
  await post.write('w2', TIP, { forwarded: true });
  await published('w1');
  await post.write('w2', 'ya');
  expect(hearing(post, DECISION.summary)).toEqual(['w1', 'w2']);
  expect(await store.cases.list('open', 10)).toEqual([]);
});

test('whoever opted out hears no news, also not after opting in again', async () => {
  const { post, published, id } = await open();
  await published('w1', 'w2');
  await post.write('w1', 'BERHENTI');
  const before = post.heard.length;
  await correctFactCheck(post.deps, id(), { verdict: 'sebagian_benar' });
  await post.settle();
  expect(post.heard.slice(before).map(({ to }) => to)).toEqual(['w2']);
  await post.write('w1', 'MULAI');
  await post.wait(3_600_000);
  expect(hearing(post, 'Ralat')).toEqual(['w2']);
});

test('whoever opted out hears no news either of what they agree to have checked afterwards', async () => {
  const { post, published } = await open();
  await post.write('w1', 'BERHENTI');
  await published('w1', 'w2');
  expect(hearing(post, DECISION.summary)).toEqual(['w2']);
});

test('whoever opted out is still answered', async () => {
  const { post, published } = await open();
  await published('w1');
  await post.write('w2', 'BERHENTI');
  await post.write('w2', TIP, { forwarded: true });
  expect(hearing(post, DECISION.summary)).toEqual(['w1', 'w2']);
});

test('a case closed without a verdict tells everyone who asked why', async () => {
  const { post, store } = await open();
  await post.report('w1', TIP);
  await post.report('w2', TIP);
  const ticket = (await store.cases.list('open', 1))[0]?.ticket ?? '';
  await close(post.deps, { ticket, reviewer: 'rina' }, 'not_a_claim');
  await post.wait(60_000);
  expect(hearing(post, 'tanpa putusan')).toEqual(['w1', 'w2']);
});

test('a correction reaches everyone who was told the old verdict, once', async () => {
  const { post, published, id } = await open();
  await published('w1');
  await post.write('w2', TIP, { forwarded: true });
  await correctFactCheck(post.deps, id(), { verdict: 'sebagian_benar' });
  await Promise.all([announceAll(post.deps), announceAll(post.deps)]);
  await post.wait(3_600_000);
  expect(hearing(post, 'Ralat')).toEqual(['w1', 'w2']);
});

test('a correction whose announcer died before closing it is not told again', async () => {
  const { post, published, id, store } = await open();
  await published('w1', 'w2');
  const { closeAnnouncement } = store.ledger;
  let isDead = true;
  store.ledger.closeAnnouncement = async (announcement) => {
    if (isDead) throw new Error('the process died');
    await closeAnnouncement.call(store.ledger, announcement);
  };
  await correctFactCheck(post.deps, id(), { verdict: 'sebagian_benar' });
  await post.wait(120_000);
  expect(hearing(post, 'Ralat')).toEqual(['w1', 'w2']);
  isDead = false;
  await post.wait(120_000);
  expect(await store.ledger.openAnnouncements(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  expect(hearing(post, 'Ralat')).toEqual(['w1', 'w2']);
});

test('a correction announced twice under one id is told once', async () => {
  const { post, published, id, store } = await open();
  await published('w1');
  await correctFactCheck(post.deps, id(), { verdict: 'sebagian_benar' });
  const [announcement = anAnnouncement()] = await store.ledger.openAnnouncements(
    post.clock.now(),
    1,
  );
  await post.settle();
  await store.cases.commit(aCaseCommit({ announcements: [announcement] }));
  await post.wait(120_000);
  expect(hearing(post, 'Ralat')).toEqual(['w1']);
});

test('two corrections in one breath are told as one, with the last verdict', async () => {
  const { post, published, id } = await open();
  await published('w1');
  await correctFactCheck(post.deps, id(), { verdict: 'sebagian_benar' });
  await correctFactCheck(post.deps, id(), { verdict: 'benar' });
  await post.wait(60_000);
  const told = post.heard.filter(({ text }) => text.includes('Ralat'));
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain('✅ *BENAR*');
});

test('whoever asked again and heard the new verdict is not corrected', async () => {
  const { post, published, id } = await open();
  await published('w1');
  post.deps.store.ledger.openAnnouncements = async () => [];
  await correctFactCheck(post.deps, id(), { verdict: 'sebagian_benar' });
  await post.write('w1', TIP, { forwarded: true });
  Reflect.deleteProperty(post.deps.store.ledger, 'openAnnouncements');
  await post.wait(60_000);
  expect(hearing(post, 'SEBAGIAN BENAR')).toEqual(['w1']);
});

test('a correction that falls into a turn still reaches its citizen', async () => {
  const { post, published, id, store } = await open();
  await published('w1');
  const { commitTurn } = store.turns;
  let isFirst = true;
  store.turns.commitTurn = async (commit) => {
    if (isFirst) {
      isFirst = false;
      await correctFactCheck(post.deps, id(), { verdict: 'sebagian_benar' });
      await announceAll(post.deps);
    }
    return commitTurn.call(store.turns, commit);
  };
  await post.write('w2', TIP, { forwarded: true });
  await post.wait(60_000);
  expect(hearing(post, 'SEBAGIAN BENAR')).toContain('w2');
});

test('nobody is told of a verdict before it is there, however long the store refuses it', async () => {
  const { post, published, store } = await open({ undoMs: 10_000 });
  await published('w1', 'w2');
  const { commit } = store.cases;
  store.cases.commit = () => Promise.reject(new Error('the disk is full'));
  await post.wait(120_000);
  expect(post.heard.filter(({ text }) => text.includes('SALAH'))).toEqual([]);
  store.cases.commit = commit.bind(store.cases);
  await post.wait(120_000);
  expect(hearing(post, DECISION.summary)).toEqual(['w1', 'w2']);
});

test('a withdrawn verdict is withdrawn for everyone who was told it, once, and given no more', async () => {
  const { post, published, id } = await open();
  await published('w1', 'w2');
  await retractFactCheck(post.deps, id(), { reason: 'Sumbernya ternyata keliru.' });
  await post.wait(120_000);
  expect(hearing(post, 'Penarikan')).toEqual(['w1', 'w2']);
  await post.write('w3', TIP, { forwarded: true });
  expect(hearing(post, DECISION.summary)).not.toContain('w3');
});

test.for([
  ['how their tip is getting on', 'status'],
  ['whether it is a hoax then', 'jadi itu hoaks atau bukan?'],
  ['where the answer comes from', 'sumbernya dari mana?'],
])('whoever asks %s is told no verdict that was withdrawn', async ([, question = '']) => {
  const { post, published, id } = await open();
  await published('w1');
  const asks = async () => {
    const before = post.heard.length;
    await post.write('w1', question);
    return hearing({ ...post, heard: post.heard.slice(before) }, 'SALAH');
  };
  expect(await asks()).toEqual(['w1']);
  await retractFactCheck(post.deps, id(), { reason: 'Sumbernya ternyata keliru.' });
  await post.wait(120_000);
  expect(await asks()).toEqual([]);
});

async function open(settings: Partial<Settings> = {}) {
  const store = await openMemoryStore([]);
  const post = await aPost(store, { settings });
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  let factCheck = '';
  return {
    post,
    store: store satisfies Store,
    id: () => factCheck,
    /** Lets citizens report the same tip, and a reviewer publish the verdict. */
    async published(...citizens: string[]) {
      for (const citizen of citizens) await post.report(citizen, TIP);
      const ticket = (await store.cases.list('open', 1))[0]?.ticket ?? '';
      await reply(post.deps, { ticket, reviewer: 'rina' }, DECISION);
      await post.settle();
      factCheck = (await store.cases.byTicket(ticket))?.factCheck ?? '';
    },
  };
}

/** Who was shown a message with these words, each as often as it was shown. */
function hearing({ heard }: Awaited<ReturnType<typeof aPost>>, words: string): string[] {
  return heard.flatMap(({ to, text }) => (text.includes(words) ? [to] : [])).sort();
}
