import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { viewCase } from '../../src/services/cases/queue.ts';
import {
  addOrganisation,
  bindMember,
  changeOrganisation,
} from '../../src/services/organisations/organisations.ts';
import { renewFeedToken } from '../../src/services/partners/partner-secrets.ts';
import { readProposals, referCase } from '../../src/services/partners/refer-case.ts';
import { listReferrals } from '../../src/services/partners/referrals.ts';
import { actOnReport } from '../../src/services/partners/review-report.ts';
import { aboutCase, addRule } from '../../src/services/partners/routing.ts';
import { retryDeliveries } from '../../src/services/partners/webhook-deliveries.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { openPartnerWorld } from '../notify/partner-world.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { aReviewer, quickSecrets } from '../support/gate.ts';
import { posko, temporaryFolder } from '../support/posko.ts';
import { prepareReport } from '../support/prepare-report.ts';
import { openDesk } from '../web/desk/desk-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ASKED = 'Pasar di kota kami dipindah besok, kata seorang pejabat yang tidak mau disebut';

/** A post with a case, and an organisation that nobody has set up any further. */
async function openWorld() {
  const key = aMasterKey();
  const store = await openMemoryStore([], key);
  const post = await aPost(store);
  onTestFinished(async () => {
    await post.close();
    await store.close();
  });
  const { deps } = post;
  await addOrganisation(deps, { id: 'polri', name: 'Polri', kind: 'police' }, 'ayu');
  await addRule(
    deps,
    { threats: [], regions: [], nearElection: false, organisation: 'polri', answerHours: 24 },
    'ayu',
  );
  await post.report('ani', ASKED);
  const [found] = await store.cases.list('open', 1);
  const ticket = found?.ticket ?? '';
  const account = aReviewer({ role: 'partner', name: 'Mitra Polri' });
  return {
    ...post,
    store,
    ticket,
    account,
    secrets: quickSecrets(key),
    async refer() {
      const wanted = { ticket, organisation: 'polri', threat: 'penipuan', answerMs: DAY } as const;
      const referred = await referCase(deps, { ...wanted, by: 'rina' });
      await post.settle();
      return referred;
    },
    async bind() {
      await store.reviewers.add(account);
      await bindMember(deps, { id: 'polri', by: 'ayu', account: account.id });
    },
    told: () => post.heard.filter(({ text }) => text.includes('Polri')),
  };
}

test('a case does not go where nobody can read it, and citizens are told nothing', async () => {
  const { refer, told, deps } = await openWorld();
  expect(await refer()).toEqual({ type: 'deaf', why: 'nobody' });
  expect(await listReferrals(deps)).toEqual([]);
  expect(told()).toEqual([]);
});

test('an account, a webhook or a feed is enough', async () => {
  const withAccount = await openWorld();
  await withAccount.bind();
  expect((await withAccount.refer()).type).toBe('done');
  expect(withAccount.told()).toHaveLength(1);

  const withFeed = await openWorld();
  const keeping = { ...withFeed.deps, secrets: withFeed.secrets };
  await renewFeedToken(keeping, { id: 'polri', by: 'ayu' });
  expect((await withFeed.refer()).type).toBe('done');

  const withWebhook = await openWorld();
  const about = { id: 'polri', by: 'ayu', what: 'addresses' };
  await changeOrganisation(withWebhook.deps, about, () => ({
    webhook: 'https://polri.example/',
  }));
  expect((await withWebhook.refer()).type).toBe('done');
});

test('an account that cannot come in any more reads nothing', async () => {
  const { refer, bind, store, account } = await openWorld();
  await bind();
  const kept = await store.reviewers.get(account.id);
  if (kept) await store.reviewers.save({ ...kept, isDisabled: true });
  expect(await refer()).toEqual({ type: 'deaf', why: 'accounts' });
});

test('an account that was made something else than a partner reads nothing there', async () => {
  const { refer, bind, store, account } = await openWorld();
  await bind();
  const kept = await store.reviewers.get(account.id);
  if (kept) await store.reviewers.save({ ...kept, role: 'viewer' });
  expect(await refer()).toEqual({ type: 'deaf', why: 'accounts' });
});

test('a feed that nobody has fetched for days counts as unread', async () => {
  const { refer, deps, secrets, report, store, wait } = await openWorld();
  const keeping = { ...deps, secrets };
  await renewFeedToken(keeping, { id: 'polri', by: 'ayu' });
  expect((await refer()).type).toBe('done');
  await wait(4 * DAY);
  await report('budi', 'Kotak suara di kecamatan kami katanya dibakar orang tadi malam');
  const other = (await store.cases.list('open', 5)).find(({ claim }) => claim.includes('Kotak'));
  const wanted = { organisation: 'polri', threat: 'penipuan', answerMs: DAY, by: 'rina' } as const;
  const referred = await referCase(deps, { ...wanted, ticket: other?.ticket ?? '' });
  expect(referred).toEqual({ type: 'deaf', why: 'feed' });
  // A new token begins again.
  await renewFeedToken(keeping, { id: 'polri', by: 'ayu' });
  expect((await referCase(deps, { ...wanted, ticket: other?.ticket ?? '' })).type).toBe('done');
});

test('a webhook that has failed for days counts as unread, until it is tried again', async () => {
  const world = await openPartnerWorld({ sweepMs: 600_000 });
  world.theirs.status = 503;
  expect((await world.refer()).type).toBe('done');
  await world.wait(3 * DAY);
  await world.report('budi', 'Kotak suara di kecamatan kami katanya dibakar orang tadi malam');
  const all = await world.store.cases.list('open', 5);
  const ticket = all.find(({ claim }) => claim.includes('Kotak'))?.ticket ?? '';
  const wanted = {
    organisation: 'bawaslu',
    threat: 'penipuan',
    answerMs: DAY,
    by: 'rina',
  } as const;
  const refer = () => referCase(world.deps, { ...wanted, ticket });
  expect(await refer()).toEqual({ type: 'deaf', why: 'webhook' });
  world.theirs.status = 200;
  await retryDeliveries(world.deps, { organisation: 'bawaslu', by: 'ayu' });
  await world.wait(HOUR);
  expect((await refer()).type).toBe('done');
});

test('a partner nobody can read is neither proposed at the desk nor offered to citizens', async () => {
  const world = await openWorld();
  const { deps, ticket, write, heard, bind } = world;
  const proposed = async () => {
    const view = await viewCase(deps, ticket);
    if (!view) throw new Error('there is no case');
    const about = { ...view, about: aboutCase(view.case, view.tips) };
    const { partners } = (await readProposals(deps))(view.case, about);
    return partners.map(({ organisation }) => organisation);
  };
  expect(await proposed()).toEqual([]);
  await prepareReport(world, 'citi');
  expect(heard.at(-1)?.text).not.toContain('Bolehkah kami teruskan');
  await bind();
  expect(await proposed()).toEqual(['polri']);
  await prepareReport(world, 'dodi');
  expect(heard.at(-1)?.text).toContain('Bolehkah kami teruskan');
  await write('dodi', 'tidak');
});

test('a report waits where its partner can no longer be reached, and says why', async () => {
  const world = await openWorld();
  const { deps, store, account, write, heard, bind } = world;
  await bind();
  const id = await prepareReport(world, 'citi');
  const kept = await store.reviewers.get(account.id);
  if (kept) await store.reviewers.save({ ...kept, isDisabled: true });
  await write('citi', 'ya');
  expect(heard.at(-1)?.text).toContain('tidak kami teruskan');

  if (kept) await store.reviewers.save({ ...kept, revision: kept.revision + 1 });
  const other = await prepareReport(world, 'dodi');
  await write('dodi', 'ya');
  const again = await store.reviewers.get(account.id);
  if (again) await store.reviewers.save({ ...again, isDisabled: true });
  const reference = `${other}-POLRI`;
  const pass = { reference, by: 'rina', act: { type: 'pass' } } as const;
  expect(await actOnReport(deps, pass)).toEqual({ type: 'deaf', why: 'accounts' });
  expect(await listReferrals(deps)).toEqual([]);
  expect(heard.filter(({ text }) => text.includes('Kami meneruskannya'))).toEqual([]);
  expect(id).not.toBe(other);
});

test('the pages of the desk say which partner cannot be reached, and why', async () => {
  const desk = await openDesk();
  await addOrganisation(desk.deps, { id: 'polri', name: 'Polri', kind: 'police' }, 'ayu');
  await desk.report('ani', ASKED);
  const [found] = await desk.store.cases.list('open', 1);
  const path = `/review/cases/${found?.ticket}`;
  const budi = await desk.enter('Budi', 'reviewer');
  expect(await budi.get(path)).toMatch(/value="polri" disabled/);
  const answer = await budi.post(`${path}/refer`, { organisation: 'polri', threat: 'penipuan' });
  expect(answer).toContain('belum ada akun, webhook, atau umpan');
  const intan = await desk.enter('Intan', 'admin');
  expect(await intan.get('/review/partners')).toContain('Belum ada yang bisa membaca');
  expect(desk.broken).toEqual([]);
});

test('the command line refuses with the reason, and the doctor names the partner', {
  timeout: 120_000,
}, async () => {
  using folder = temporaryFolder();
  const key = aMasterKey();
  const env = { POSKO_KEY: Buffer.from(key).toString('hex') };
  const store = openSqlite(join(folder.path, 'posko.db'), createSeal(key));
  const post = await aPost(store);
  await addOrganisation(post.deps, { id: 'polri', name: 'Polri', kind: 'police' }, 'ayu');
  await post.report('ani', ASKED);
  const [found] = await store.cases.list('open', 1);
  await post.close();
  await store.close();
  const refer = ['review', 'refer', found?.ticket ?? '', 'polri', '--as', 'rina'];
  const refused = await posko([...refer, '--data', folder.path], { env });
  expect([refused.code, refused.stderr]).toEqual([
    1,
    expect.stringContaining('no account, webhook'),
  ]);
  const doctor = await posko(['doctor', '--data', folder.path], { env });
  expect(doctor.stdout).toMatch(/partner polri.*no account, webhook or feed/);
});
