import { expect, onTestFinished, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import { changeSetting } from '../../src/services/settings/change-setting.ts';
import { settingNames, toChangeable, toSettings } from '../../src/services/settings/changeable.ts';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aDesk } from '../support/a-desk.ts';
import { aMasterKey, aPost } from '../support/builders.ts';

async function twoPosts() {
  const store = openSqlite(':memory:', createSeal(aMasterKey()));
  const [here, there] = [await aPost(store), await aPost(store)];
  onTestFinished(async () => {
    await here.close();
    await there.close();
    await store.close();
  });
  return { store, here, there };
}

const by = 'Ayu';

test('a setting changed in one process holds in another with its next look', async () => {
  const { here, there, store } = await twoPosts();
  await changeSetting(here.deps, { name: 'undo-seconds', value: 30, by });
  await changeSetting(here.deps, { name: 'post', value: 'Posko Bandung', by });
  expect(here.deps.settings).toMatchObject({ undoMs: 30_000, post: 'Posko Bandung' });
  const known = there.deps.settings;
  expect(known.undoMs).toBe(0);
  await there.settle();
  expect(known).toMatchObject({ undoMs: 30_000, post: 'Posko Bandung' });
  const [last, first] = await store.audit.list(2);
  expect(first).toMatchObject({ by, what: 'settings-changed', of: 'undo-seconds' });
  expect(first?.details).toEqual({ old: '0', new: '30' });
  expect(last?.details).toEqual({ old: 'Posko', new: 'Posko Bandung' });
});

test('a setting given back is what the environment says, and its versions count on', async () => {
  const { deps } = await aDesk({ undoMs: 10_000 });
  const { settingsRepository, settings } = deps;
  await changeSetting(deps, { name: 'undo-seconds', value: 0, by });
  expect(settingsRepository.get('undo-seconds')).toMatchObject({
    isSetHere: true,
    version: 1,
    value: 0,
  });
  const given = await changeSetting(deps, {
    name: 'undo-seconds',
    value: undefined,
    by: 'Budi',
  });
  expect(given).toMatchObject({
    type: 'changed',
    setting: { isSetHere: false, version: 2, value: 10, changed: { by: 'Budi' } },
  });
  expect(settings.undoMs).toBe(10_000);
  const again = { name: 'undo-seconds', value: undefined, by } as const;
  expect((await changeSetting(deps, again)).type).toBe('same');
});

test('what the environment says can be set at the desk as well, so that it stays when that changes', async () => {
  const { deps } = await aDesk({ undoMs: 10_000 });
  const same = { name: 'undo-seconds', value: 10, by } as const;
  expect(await changeSetting(deps, same)).toMatchObject({
    type: 'changed',
    setting: { isSetHere: true, version: 1, value: 10 },
  });
  expect((await changeSetting(deps, same)).type).toBe('same');
});

test.each([
  ['service-hours', 0],
  ['service-hours', Number.NaN],
  ['service-hours', '24'],
  ['undo-seconds', 1.5],
  ['second-person', ['weather']],
  ['post', '  '],
  ['post', 'Posko\u001b[2J'],
  ['post', 'Posko\u202e'],
  ['number', '0811 1234 5678'],
  ['elections', [{ name: 'Pemilu', day: '2029-02-30' }]],
  ['elections', [{ name: 'Pilgub', day: '2029-02-14', region: 'Atlantis' }]],
] as const)('%s refuses %j, and nothing changes', async (name, value) => {
  const { deps, store } = await aDesk();
  expect(await changeSetting(deps, { name, value, by })).toEqual({ type: 'bad-value' });
  expect(await store.documents.list('setting')).toEqual([]);
  expect(await store.audit.list(10)).toEqual([]);
});

test('of two admins who change the same one, the later is told', async () => {
  const { deps } = await aDesk();
  await changeSetting(deps, { name: 'service-hours', value: 12, by, version: 0 });
  const late = { name: 'service-hours', value: 48, by: 'Budi', version: 0 } as const;
  expect(await changeSetting(deps, late)).toMatchObject({
    type: 'stale',
    setting: { value: 12, changed: { by } },
  });
  expect(deps.settings.serviceMs).toBe(12 * 3_600_000);
});

test('what another version of Posko wrote and this one cannot read counts as not set', async () => {
  const { deps, store } = await aDesk();
  const value = { value: 'siang', by, at: 1 };
  await store.documents.put('setting', { id: 'service-hours', revision: 0, value });
  await store.documents.put('setting', { id: 'colour', revision: 0, value });
  await deps.settingsRepository.follow();
  expect(deps.settings.serviceMs).toBe(24 * 3_600_000);
  expect(deps.settingsRepository.get('service-hours').isSetHere).toBe(false);
});

test('an election names its province in whatever way, and begins at midnight in Jakarta', async () => {
  const { deps } = await aDesk();
  const day = '2027-06-23';
  const value = [{ name: 'Pilgub Jawa Barat', day, region: 'jabar' }];
  const changed = await changeSetting(deps, { name: 'elections', value, by });
  expect(changed).toMatchObject({ setting: { value: [{ region: 'Jawa Barat' }] } });
  expect(deps.settings.elections).toEqual([
    { name: 'Pilgub Jawa Barat', region: 'Jawa Barat', at: Date.UTC(2027, 5, 22, 17) },
  ]);
});

test('what nobody has changed stays as it was given, however odd', async () => {
  const odd = { undoMs: 1, serviceMs: 1, post: 'Posko \u{1f469}\u200d\u{1f33e}' };
  const { deps } = await aDesk(odd);
  await changeSetting(deps, { name: 'number', value: '+62 811-1234-5678', by });
  expect(deps.settings).toMatchObject({
    ...odd,
    site: { number: '6281112345678', showsSamples: true },
  });
  await changeSetting(deps, { name: 'number', value: undefined, by });
  expect(deps.settings.site.number).toBeUndefined();
});

test('a change that another process is faster with by a moment is not passed off as made', async () => {
  const { deps, store } = await aDesk();
  const { put } = store.documents;
  store.documents.put = async (kind, document, events) => {
    store.documents.put = put;
    await put.call(store.documents, kind, { ...document, value: { value: 12, by: 'Budi', at: 1 } });
    return put.call(store.documents, kind, document, events);
  };
  expect(await changeSetting(deps, { name: 'service-hours', value: 48, by })).toMatchObject({
    type: 'stale',
    setting: { value: 12, changed: { by: 'Budi' } },
  });
});

test('each setting comes back from what is written down of it, and leaves all others alone', () => {
  const reach = { ...defaultSettings.reach, quietFrom: 60, quietUntil: 120, morning: 300 };
  const given = { ...defaultSettings, undoMs: 5000, organisations: ['Cek Contoh'], reach };
  const written = toChangeable(given);
  for (const name of [undefined, ...settingNames]) {
    const one = name ? { [name]: written[name] } : {};
    expect([name, { ...given, ...toSettings(one, given) }]).toEqual([name, given]);
  }
});
