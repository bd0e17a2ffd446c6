import { expect, test } from 'vitest';
import { openStore } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config/config.ts';
import { aliasOf } from '../../src/services/accounts/pseudonym.ts';
import { aFolder, anAddress, aPost } from '../support/builders.ts';
import { jsonLines, posko } from '../support/posko.ts';
import { MORNING } from '../support/stage.ts';

const DAY = 86_400_000;
const day = (at: number) => new Date(at).toISOString();
const OPEN = ['--from', day(MORNING - DAY), '--to', day(MORNING + DAY)];

/** A folder in which somebody has written to the post. */
async function aFolderOfPost() {
  const folder = aFolder();
  const store = await openStore(readConfig({ POSKO_DATA: folder, POSKO_KEY: '' }));
  const post = await aPost(store);
  await post.write('w1', 'halo');
  const citizen = (await store.turns.citizenAt(anAddress('w1'))) ?? '';
  await post.close();
  await store.close();
  return { citizen, run: (...words: string[]) => posko(['breach', ...words, '--data', folder]) };
}

test('whom a breach concerns is told by the names of the desk, and a drill tells nobody', async () => {
  const { citizen, run } = await aFolderOfPost();
  const drill = await run('drill', ...OPEN);
  expect([drill.code, drill.stderr]).toEqual([0, '']);
  expect(drill.stdout).toMatch(/^DRILL: nobody is told\.\n/);
  expect(drill.stdout).toContain(`${aliasOf(citizen)}: number, messages`);
  expect(drill.stdout).not.toMatch(/are being told/);
  const listed = await run('drill', ...OPEN, '--json');
  const [file] = jsonLines(listed.stdout);
  expect(file?.affected).toEqual([{ alias: aliasOf(citizen), kinds: expect.any(Array) }]);
  expect(file).not.toHaveProperty('told');
  for (const { stdout } of [drill, listed]) expect(stdout).not.toContain(citizen);
  const [told] = jsonLines((await run('report', ...OPEN, '--send', '--json')).stdout);
  expect(told).toMatchObject({ told: 1 });
  expect(JSON.stringify(told)).not.toContain(citizen);
});

test.for<[words: string[], says: string]>([
  [['--from', day(MORNING), '--to', day(MORNING - DAY)], '--from comes after --to; swap them'],
  [['--from', '2999-01-01', '--to', '2999-01-02'], '--from lies ahead'],
  [['--from', 'kemarin', '--to', day(MORNING)], '--from takes a time such as'],
  [[...OPEN, '--kinds', 'number,shoes'], 'there is no kind shoes; choose of'],
])('a breach of %j is not prepared: %s', async ([words, says]) => {
  const ran = await posko(['breach', 'drill', ...words, '--data', aFolder()]);
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringContaining(says)]);
});
