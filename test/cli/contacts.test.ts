import { expect, test } from 'vitest';
import { posko, temporaryFolder } from '../support/posko.ts';

test('whoever has looked at a contact writes it down, and list and doctor know of it', {
  timeout: 240_000,
}, async () => {
  using folder = temporaryFolder();
  const run = (...words: string[]) => posko([...words, '--data', folder.path]);
  const verify = (...words: string[]) => run('contacts', 'verify', ...words, '--as', 'edi');
  expect((await run('contacts', 'list')).stdout).toMatch(/pdp-agency .* NEVER VERIFIED, not shown/);
  expect((await verify('kpai')).stdout).toMatch(/^kpai: verified \d{4}-\d\d-\d\d/);
  const listed = JSON.parse((await run('contacts', 'list', '--json')).stdout);
  expect(listed).toContainEqual(expect.objectContaining({ key: 'kpai', state: 'ok', by: 'edi' }));
  const later = await verify('kpai', '--on', '2999-01-01');
  expect([later.code, later.stderr]).toEqual([1, expect.stringContaining('not to come')]);
  const none = await verify('nobody');
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('contacts list')]);
  const doctor = await run('doctor');
  expect(doctor.stdout).toMatch(/contact kpai.*KPAI/);
  expect(doctor.stdout).toContain('run "posko contacts verify police-cyber"');
  expect(doctor.stdout).not.toContain('contacts verify kpai');
});
