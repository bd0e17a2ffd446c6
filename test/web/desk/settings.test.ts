import { expect, test } from 'vitest';
import { openDesk } from './desk-world.ts';

const versionIn = (page: string, name: string) =>
  new RegExp(`/settings/${name}" method="post".*?name="version" value="(\\d+)"`, 's').exec(
    page,
  )?.[1] ?? '';

test('an admin changes a setting, sees who did, and gives it back', async () => {
  const desk = await openDesk();
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.get('/review/settings');
  expect(ayu.page).toContain('dari lingkungan (POSKO_NAME)');
  expect(ayu.page).toContain('bawaan Posko');
  await ayu.post('/review/settings/post', { value: 'Posko Bandung', version: 0 });
  expect(ayu.path).toContain('done=saved');
  expect(ayu.page).toContain('diatur di sini oleh Ayu');
  expect(ayu.page).toContain('Bawaannya: Posko');
  expect(desk.deps.settings.post).toBe('Posko Bandung');
  await ayu.post('/review/settings/post/reset', { version: versionIn(ayu.page, 'post') });
  expect(ayu.page).toContain('dikembalikan oleh Ayu');
  expect(desk.deps.settings.post).toBe('Posko');
  expect((await desk.whats()).filter((what) => what === 'settings-changed')).toHaveLength(2);
});

test('topics and elections are chosen and written in a form', async () => {
  const desk = await openDesk();
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.get('/review/settings');
  const send = (path: string, fields: [string, string][]) =>
    ayu.send(path, {
      method: 'POST',
      body: new URLSearchParams([['form', ayu.form], ['version', '0'], ...fields]),
      headers: { origin: desk.url },
    });
  await send('/review/settings/second-person', [
    ['topic', 'health'],
    ['topic', 'election'],
  ]);
  expect(desk.deps.settings.secondPerson).toEqual(['election', 'health']);
  await send('/review/settings/elections', [
    ['day', '2029-02-14'],
    ['election', 'Pemilu 2029'],
    ['region', ''],
    ['day', ''],
    ['election', ''],
    ['region', ''],
    ['day', '2027-06-23'],
    ['election', 'Pilgub'],
    ['region', 'Jawa Barat'],
  ]);
  expect(desk.deps.settings.elections).toEqual([
    { name: 'Pemilu 2029', at: Date.parse('2029-02-14T00:00:00+07:00') },
    { name: 'Pilgub', region: 'Jawa Barat', at: Date.parse('2027-06-23T00:00:00+07:00') },
  ]);
  await ayu.get('/review/settings');
  expect(ayu.page).toContain('value="Pemilu 2029"');
  expect(ayu.page).toContain('<option value="Jawa Barat" selected>');
});

test('a bad value is refused with a plain sentence, and what was typed stays', async () => {
  const desk = await openDesk();
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.get('/review/settings');
  await ayu.post('/review/settings/service-hours', { value: 'dua hari', version: 0 });
  expect(ayu.status).toBe(400);
  expect(ayu.page).toContain('Batas waktunya harus 1 sampai 720 jam.');
  expect(ayu.page).toContain('value="dua hari"');
  await ayu.post('/review/settings/service-hours', { value: '12', version: 7 });
  expect(ayu.page).toContain('Orang lain baru saja mengubahnya.');
  await ayu.post('/review/settings/colour', { value: 'x', version: 0 });
  expect(ayu.status).toBe(404);
  expect(await desk.store.documents.list('setting')).toEqual([]);
});

test('all other configuration can be read, and no secret', async () => {
  const desk = await openDesk();
  const ayu = await desk.enter('Ayu', 'admin');
  await ayu.get('/review/settings');
  expect(ayu.page).toContain('90 MiB free in data');
  expect(ayu.page).toMatch(/POSKO_PORT<\/code><\/th><td>8080<\/td><td>bawaan/);
  expect(ayu.page).toMatch(/POSKO_KEY<\/code><\/th><td>\(tidak ditampilkan\)/);
});
