import { expect, test } from 'vitest';
import { posko, temporaryFolder } from '../support/posko.ts';

test('partners are kept from the command line as from the desk, and secrets are shown once', {
  timeout: 240_000,
}, async () => {
  using folder = temporaryFolder();
  const run = async (...words: string[]) => {
    const ran = await posko(['partner', ...words, '--data', folder.path, '--as', 'ayu']);
    return { ...ran, json: () => JSON.parse(ran.stdout) };
  };
  expect((await run('list')).stdout).toContain('none yet');
  const address = 'https://127.0.0.1/posko';
  const added = await run(
    'add',
    'bawaslu',
    'Bawaslu',
    '--kind',
    'supervisor',
    '--webhook',
    address,
    '--json',
  );
  expect(added.json()).toMatchObject({ id: 'bawaslu', webhook: address, isActive: true });
  const again = await run('add', 'bawaslu', 'Lain');
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('already')]);
  const bad = await run('change', 'bawaslu', '--second', 'http://mitra.example');
  expect([bad.code, bad.stderr]).toEqual([1, expect.stringContaining('https://')]);
  const deputy = ['change', 'bawaslu', '--deputy'];
  expect((await run(...deputy, 'Joko')).stderr).toContain('a name, a phone number');
  expect((await run('list')).stdout).toContain('NO SECOND CONTACT');
  await run(...deputy, 'Joko, 0812 0000 0002');
  expect((await run('list')).stdout).not.toMatch(/NO SECOND CONTACT|0812/);
  const key = (await run('key', 'bawaslu', '--json')).json().key;
  expect(key).toMatch(/^whsec_/);
  expect((await run('key', 'bawaslu', '--json')).json().key).not.toBe(key);
  const ping = await run('test', 'bawaslu');
  expect([ping.code, ping.stderr]).toEqual([1, expect.stringContaining('127.0.0.1')]);
  expect((await run('deliveries', '--json')).json()).toEqual([]);
  expect((await run('change', 'bawaslu', '--no-webhook', '--json')).json().webhook).toBeUndefined();
  expect((await run('disable', 'bawaslu', '--json')).json().isActive).toBe(false);
  const listed = await run('list');
  expect(listed.stdout).toContain('DISABLED');
  expect(listed.stdout).not.toContain('whsec_');
});
