import { expect, test } from 'vitest';
import { jsonLines, posko, temporaryFolder } from '../support/posko.ts';

const LINK = /^http:\/\/127\.0\.0\.1:8080\/review\/invitation\?token=[\w.-]{60,}$/;

test('a reviewer is invited, changed, reset and shut out', async () => {
  using folder = temporaryFolder();
  const data = ['--data', folder.path];
  const run = (...words: string[]) => posko(['reviewer', ...words, ...data]);
  const added = await run('add', 'Rina Puspita', '--role', 'admin');
  expect(added.code).toBe(0);
  expect(added.stdout).toContain('once and within 48 hours:');
  expect(added.stdout.trim().split('\n').at(-1)).toMatch(LINK);
  const budi = await run('add', 'Budi', '--role', 'viewer', '--json');
  expect(jsonLines(budi.stdout)[0]).toEqual({
    reviewer: expect.objectContaining({ name: 'Budi', role: 'viewer', isInvited: true }),
    link: expect.stringMatching(LINK),
  });
  expect((await run('role', 'budi', 'editor')).stdout).toBe('Budi is editor.\n');
  expect((await run('disable', 'budi')).stdout).toBe('Budi cannot come in any more.\n');
  expect((await run('list')).stdout).toMatch(/^Budi · editor · DISABLED · INVITED/);
  const enabled = await run('enable', 'budi', '--json');
  expect(jsonLines(enabled.stdout)[0]).toMatchObject({ name: 'Budi', isDisabled: false });
  const reset = jsonLines((await run('reset', 'budi', '--json')).stdout)[0];
  expect(reset).toMatchObject({ reviewer: { isInvited: true }, link: expect.stringMatching(LINK) });
  const refused = await posko(['review', 'list', '--as', 'budi', ...data]);
  expect(refused.stderr).toContain('Budi has to follow the link first');
  const listed = await run('list', '--json');
  expect(jsonLines(listed.stdout)[0]).toMatchObject([{ name: 'Budi' }, { name: 'Rina Puspita' }]);
  expect(listed.stdout).not.toMatch(/argon2|secret|password/);

  const audit = (...words: string[]) => posko(['audit', ...words, ...data]);
  const entries = jsonLines((await audit('list', '--json', '--limit', '9')).stdout)[0];
  expect(entries).toMatchObject([
    { seq: 6, by: 'posko', what: 'reviewer-reset', of: 'Budi' },
    { what: 'reviewer-enabled' },
    { what: 'reviewer-disabled' },
    { what: 'role-changed', details: { role: 'editor' } },
    { what: 'reviewer-added', of: 'Budi' },
    { what: 'reviewer-added', of: 'Rina Puspita' },
  ]);
  expect((await audit('list', '--limit', '1')).stdout).toMatch(
    /^6 .* posko · reviewer-reset · Budi\n$/,
  );
  const [sound] = jsonLines((await audit('verify', '--json')).stdout);
  expect(sound).toMatchObject({ type: 'sound', entries: 6 });
  expect((await audit('verify', '--head', String(sound?.head))).stdout).toContain('none changed');
  const cut = await audit('verify', '--head', 'f'.repeat(64));
  expect(cut.code).toBe(1);
  expect(cut.stderr).toContain('its end was cut off, or the log replaced');
  const script = await audit('verify', '--json', '--head', 'f'.repeat(64));
  expect(jsonLines(script.stdout)).toMatchObject([{ type: 'cut-off' }]);
  expect(script.code).toBe(1);
});

test('a mistake says what to do, and changes nothing', async () => {
  using folder = temporaryFolder();
  const fails = async (words: string[], complaint: string) => {
    const ran = await posko(['reviewer', ...words, '--data', folder.path]);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain(complaint);
  };
  const admin = ['--role', 'admin'];
  await fails(['add', 'rina@posko.id', ...admin], 'Latin letters');
  await fails(['add', 'posko', ...admin], 'used by Posko itself');
  await fails(['add', 'Rina'], '--role');
  await fails(['add', 'Rina', '--role', 'god'], 'viewer, reviewer, editor, admin');
  await fails(['disable', 'Rina'], 'there is no reviewer Rina');
  const added = await posko(['reviewer', 'add', 'Rina', ...admin, '--data', folder.path]);
  expect(added.code).toBe(0);
  await fails(['add', 'RINA', ...admin], 'RINA is a reviewer already');
  await fails(['role', 'Rina', 'god'], 'a role is one of');
  await fails(['role', 'Rina', 'editor'], 'the last admin');
  await fails(['disable', 'Rina'], 'the last admin');
});

test('the operator says from which role on an authenticator is needed', async () => {
  using folder = temporaryFolder();
  const words = ['reviewer', 'add', 'Rina', '--role', 'viewer', '--data', folder.path];
  const refused = await posko(words, { env: { POSKO_TOTP_FROM: 'god' } });
  expect(refused.stderr).toContain('POSKO_TOTP_FROM must be partner, viewer, reviewer');
});

test('a script gives the password of its owner through a pipe, and is shown the rest once', async () => {
  using folder = temporaryFolder();
  const run = (words: string[], input: string) =>
    posko(['reviewer', ...words, '--data', folder.path], { input });
  const added = await run(['add', 'Rina', '--role', 'admin'], 'kuda terbang biru laut\n');
  expect(added.stdout).toMatch(/▀▀▀▀▀.*otpauth:\/\/totp\/Posko:Rina\?secret=[A-Z2-7]{32}&/s);
  expect(added.stdout.match(/^ {2}(?:[a-z2-7]{4}-){2}[a-z2-7]{4}$/gm)).toHaveLength(10);
  const budi = ['add', 'Budi', '--role', 'viewer', '--no-totp', '--json'];
  expect(jsonLines((await run(budi, 'kuda terbang biru laut\n')).stdout)[0]).toMatchObject({
    reviewer: { hasTotp: false, isInvited: false },
    recoveryCodes: [],
  });
  const refused = async (words: string[], input: string, complaint: string) => {
    expect((await run(['add', ...words], input)).stderr).toContain(complaint);
  };
  await refused(['Sari', '--role', 'viewer'], 'pendek\n', 'at least 12 characters');
  await refused(['Sari', '--role', 'viewer'], 'indonesia2026\n', 'one that people guess');
  await refused(['Sari', '--role', 'admin', '--no-totp'], '', 'admin needs an authenticator');
  const listed = await run(['list'], '');
  expect(listed.stdout).not.toContain('Sari');
}, 120_000);
