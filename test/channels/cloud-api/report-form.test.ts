import { expect, test } from 'vitest';
import { publishedForms, publishForm } from '../../../src/channels/cloud-api/publish-form.ts';
import { drawReportForm } from '../../../src/cli/whatsapp.ts';
import { provinceNames } from '../../../src/domain/text/province.ts';
import { faultsOf } from '../../fake-graph/flows.ts';
import { aCloudPost, aGraph, settingsFor } from './stage.ts';

const ACCOUNT = '200';
type Post = Awaited<ReturnType<typeof aCloudPost>>;

async function publish({ graph, store, post }: Post, language = 'id') {
  const form = drawReportForm(post.deps, language);
  const { id } = await publishForm(settingsFor(graph), ACCOUNT, form);
  const value = { flow: id, button: 'Isi formulir' };
  await publishedForms.edit<never>({ store }, language, () => ({ value }));
  return id;
}

const BREACH = {
  threat: 'election-breach',
  account: 'Ada orang membagikan uang di kampung kami, saya lihat sendiri.',
  day: '2026-11-20',
  province: 'Jawa Barat',
  evidence: 'Pelakunya Pak Karto, ada videonya',
};

async function aPostWithForm() {
  const stage = await aCloudPost();
  await stage.post.clock.advance(Date.parse('2026-11-24T03:00:00Z') - stage.post.clock.now(), () =>
    stage.post.settle(),
  );
  await publish(stage);
  const ani = stage.graph.citizen('ani');
  await ani.write('lapor');
  await stage.settle();
  return { ...stage, ani };
}

test.each(['id', 'en', 'jv', 'su'])(
  'the form in %s keeps to the limits of WhatsApp',
  async (language) => {
    const { post } = await aCloudPost();
    const { json } = drawReportForm(post.deps, language);
    expect(faultsOf(JSON.stringify(json))).toEqual([]);
    const fields = json.screens[0].layout.children[0].children;
    const options = (name: string) =>
      fields.find((field: { name?: string }) => field.name === name)['data-source'];
    expect(options('province')).toHaveLength(provinceNames.length);
    expect(options('threat').map(({ id }: { id: string }) => id)).toEqual([
      ...['hate', 'bullying', 'violence', 'scam', 'election-breach', 'public-hoax'],
    ]);
  },
);

test('a form is published once, and again only when it says something else', async () => {
  const graph = await aGraph();
  const form = { name: 'posko-report-1', json: { version: '7.3', screens: [] } };
  const first = await publishForm(settingsFor(graph), ACCOUNT, form);
  expect(await publishForm(settingsFor(graph), ACCOUNT, form)).toEqual({ ...first, isNew: false });
  const other = await publishForm(settingsFor(graph), ACCOUNT, { ...form, name: 'posko-report-2' });
  expect(other.id).not.toBe(first.id);
  expect(graph.flows.map(({ status }) => status)).toEqual(['PUBLISHED', 'PUBLISHED']);
});

test('a form that Meta finds fault with is not published', async () => {
  const graph = await aGraph();
  const form = { name: 'posko-report-1', json: { version: '1.0', screens: [] } };
  await expect(publishForm(settingsFor(graph), ACCOUNT, form)).rejects.toThrow('version');
  expect(graph.flows.map(({ status }) => status)).toEqual(['DRAFT']);
});

test('a published form comes with the question, and one filled-in form makes the whole report', async () => {
  const stage = await aPostWithForm();
  const { ani, settle, store } = stage;
  expect(ani.shown).toHaveLength(1);
  expect(ani.shown[0]?.flow).toBe((await publishedForms.find({ store }, 'id'))?.flow);
  expect(ani.shown[0]?.text).toContain('*1.* Ada yang terancam');
  await ani.fillIn({ ...BREACH, reporter: 'Ani Lestari, Jl. Melati 3, Bogor', reminds: true });
  await settle();
  const told = ani.shown.slice(1).map(({ text }) => text);
  expect(told.join('\n')).toContain('Jawa Barat');
  expect(told.join('\n')).toContain('Ani Lestari');
  expect(told.join('\n')).not.toContain('Mau kami ingatkan');
  const [citizen = ''] = await store.rights.citizensWithConsents();
  const given = await store.rights.consentsOf(citizen);
  expect(given.map(({ purpose }) => purpose).toSorted()).toEqual(['identity', 'reminders']);
});

test('what was left blank is no consent, and is not asked a second time', async () => {
  const { ani, settle, store } = await aPostWithForm();
  await ani.fillIn(BREACH);
  await settle();
  const told = ani.shown.slice(1).map(({ text }) => text);
  expect(told.join('\n')).toContain('Jawa Barat');
  expect(told.join('\n')).not.toContain('Mau kami ingatkan');
  expect(await store.rights.citizensWithConsents()).toEqual([]);
});

test('consent to words that have changed since does not count: they are asked again', async () => {
  const { ani, settle, store, graph } = await aPostWithForm();
  for (const flow of graph.flows)
    flow.json = flow.json.replace(/"identity":"\w+"/, '"identity":"OLD"');
  await ani.fillIn({ ...BREACH, reporter: 'Ani Lestari, Jl. Melati 3, Bogor' });
  await settle();
  expect(ani.shown.at(-1)?.text).toContain('nama dan alamat Anda');
  expect(await store.rights.citizensWithConsents()).toEqual([]);
});

test('danger that a form tells of comes before the report', async () => {
  const { ani, settle } = await aPostWithForm();
  await ani.fillIn({
    ...BREACH,
    threat: 'violence',
    account: 'Saya dikejar orang bawa parang, dia di depan rumah saya sekarang',
  });
  await settle();
  expect(ani.shown[1]?.text).toContain('110');
});

test('an identity number in a form is masked before it is stored', async () => {
  const { ani, settle } = await aPostWithForm();
  await ani.fillIn({ ...BREACH, account: 'NIK saya 3201011212900001 dipakai untuk memilih' });
  await settle();
  const told = ani.shown.map(({ text }) => text).join('\n');
  expect(told).toContain('dipakai untuk memilih');
  expect(told).not.toContain('3201011212900001');
});

test.each(['{"threat":', '{"form":"other","threat":"scam"}', '{"form":"report","threat":"x"}'])(
  'a form that is none of ours is answered as what cannot be read: %s',
  async (response_json) => {
    const { ani, settle } = await aPostWithForm();
    const nfm_reply = { name: 'flow', body: 'Sent', response_json };
    await ani.send({ type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply } });
    await settle();
    expect(ani.shown[1]?.text).toContain('belum bisa');
  },
);

test.each([131009, 132068, 132069])(
  'a form that Meta refuses with %i gives way to the questions',
  async (code) => {
    const { ani, settle, graph } = await aPostWithForm();
    await ani.write('batal');
    await settle();
    graph.faults.push({ type: 'error', status: 400, code });
    await ani.write('lapor');
    await settle();
    expect(ani.shown.at(-1)?.text).toContain('laporan ini tentang apa?');
    expect(ani.shown.at(-1)?.flow).toBeUndefined();
  },
);

test('without a published form the question comes as a list', async () => {
  const { graph, settle } = await aCloudPost();
  const ani = graph.citizen('ani');
  await ani.write('lapor');
  await settle();
  expect(ani.shown.at(-1)?.flow).toBeUndefined();
  expect(ani.shown.at(-1)?.choices).toHaveLength(8);
});
