import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createAccountDeps } from '../../src/app/open-accounts.ts';
import { openStore } from '../../src/app/open-store.ts';
import usages from '../../src/cli/case-usages.json' with { type: 'json' };
import { commands } from '../../src/cli/commands.ts';
import { readConfig } from '../../src/config/config.ts';
import { type Role, roles } from '../../src/domain/accounts/permissions.ts';
import { addWithPassword } from '../support/gate.ts';
import { temporaryFolder } from '../support/posko.ts';

const SPAN = '--from 2020-01-01 --to 2020-01-02';

/** The lowest role that may run each command of the desk. */
const LEAST: readonly [words: string, least: Role][] = [
  ['alarms list', 'viewer'],
  ['alarms numbers', 'viewer'],
  ['alarms acknowledge queue', 'reviewer'],
  ['alarms resume 1', 'reviewer'],
  [`breach drill ${SPAN}`, 'admin'],
  [`breach report ${SPAN}`, 'admin'],
  ['contacts verify polri', 'editor'],
  ['partner test polri', 'admin'],
  ['partner deliveries', 'admin'],
  ['partner retry polri', 'admin'],
  ['review next', 'viewer'],
  ['review list', 'viewer'],
  ['review show K000', 'viewer'],
  ['review search galon', 'viewer'],
  ['review threats', 'viewer'],
  ['review stats', 'viewer'],
  ['review wordings K000', 'viewer'],
  ['rights list', 'admin'],
  ['rights proof Warga-AAAA', 'admin'],
  ['voters import /nowhere.yaml', 'editor'],
  ['wordings remove a --number 1', 'editor'],
];

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());

beforeAll(async () => {
  const config = readConfig({ POSKO_DATA: folder.path });
  const store = await openStore(config);
  const gate = createAccountDeps(config, store);
  for (const role of roles) await addWithPassword(gate, { name: `si ${role}`, role });
  await store.close();
});

/** Runs a command in the name of somebody of a role; returns why it failed, if it did. */
async function run(words: string, role: Role): Promise<string> {
  const [group = '', ...rest] = words.split(' ');
  const command = await commands.get(group)?.();
  for (const each of command?.commands ?? []) each.exitOverride();
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockReturnValue(true),
  );
  const typed = [...rest, '--data', folder.path, '--as', `si ${role}`];
  const ran = command?.parseAsync(typed, { from: 'user' });
  const failure = await ran?.then(() => '', String);
  for (const spy of spies) spy.mockRestore();
  return failure ?? 'there is no such command';
}

test.for([...LEAST, ['import /nowhere.jsonl', 'editor'] as const])(
  '"posko %s" takes at least %s',
  async ([words, least]) => {
    const below = roles[roles.indexOf(least) - 1] ?? 'partner';
    expect(await run(words, below)).toContain(`si ${below} is ${below} and may not do that`);
    expect(await run(words, least)).not.toContain('may not do that');
  },
);

test('every command of a group that is run in somebody’s name is in the list', async () => {
  const known = new Set(LEAST.map(([words]) => words.split(' ').slice(0, 2).join(' ')));
  const ofCases = Object.values(usages).map(({ usage }) => `review ${usage.split(' ')[0]}`);
  const groups = await Promise.all([...commands.values()].map((load) => load()));
  const named = groups.flatMap((group) =>
    group.commands
      .filter(({ options }) => options.some(({ long }) => long === '--as'))
      .map((command) => `${group.name()} ${command.name()}`),
  );
  expect([...known, ...ofCases].toSorted()).toEqual(named.toSorted());
});
