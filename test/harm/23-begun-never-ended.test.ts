import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSeal } from '../../src/store/seal.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { aFolder, aMessage, anAddress, aPost, keepMessage } from '../support/builders.ts';
import { posko } from '../support/posko.ts';
import { MASTER_KEY } from '../support/stage.ts';

/** The process is killed while it looks at this page, each time. */
const DEADLY = 'Awas, jangan buka https://mati.example/halaman ini ya saudara-saudara sekalian';
const KIND = /belum bisa kami baca/;

test('a message that ends the process each time is set aside, and nobody else waits for ever', async () => {
  const folder = aFolder();
  const path = join(folder, 'posko.db');
  const [deadly, other] = await keepTwo(path);
  let deaths = 0;
  while ((await runPost(path)) === 'killed') {
    deaths += 1;
    expect(deaths).toBeLessThan(8);
  }
  expect(deaths).toBeGreaterThan(2);
  const store = openSqlite(path, createSeal(MASTER_KEY));
  const answer = await store.outbox.next(deadly, Date.now());
  expect(answer?.reply.text).toMatch(KIND);
  const others = await store.outbox.next(other, Date.now());
  expect(others?.reply.text).not.toMatch(KIND);
  expect(await store.turns.findDue(0, 10)).toEqual([]);
  expect(await store.turns.setAside(10)).toMatchObject([{ citizen: deadly }]);
  await store.close();
  const env = { POSKO_DATA: folder, POSKO_KEY: Buffer.from(MASTER_KEY).toString('hex') };
  const listed = await posko(['set-aside', 'list'], { env });
  expect(listed.stdout).toMatch(/^\S+Z {2}Warga-\w{4} {2}\S+\n$/);
  expect(listed.stdout).not.toContain('mati');
  expect((await posko(['set-aside', 'retry'], { env })).stdout).toContain('1 message');
  const again = openSqlite(path, createSeal(MASTER_KEY));
  expect(await again.turns.findDue(0, 10)).toEqual([deadly]);
  await again.close();
}, 180_000);

test('a process that is killed by chance while turns are under way costs no message', async () => {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  const kept = await keepMessage(store, anAddress('w1'), aMessage({ text: DEADLY }), 0);
  for (let kills = 0; kills < 4; kills += 1) await store.turns.beginTurn(kept.citizen);
  const post = await aPost(store);
  await post.settle();
  expect(post.heard.map(({ text }) => text).join()).not.toMatch(KIND);
  expect(post.heard).toHaveLength(1);
  await post.close();
});

test('a turn that only fails, or waits for more, is not taken for one that ends the process', async () => {
  const store = openSqlite(':memory:', createSeal(MASTER_KEY));
  const post = await aPost(store, { settings: { quietMs: 2000 } });
  for (let n = 0; n < 20; n += 1) await post.write('w1', `Awas ${n}`, { forwarded: true });
  await post.wait(3000);
  expect(post.heard.map(({ text }) => text).join()).not.toMatch(KIND);
  await post.close();
});

async function keepTwo(path: string): Promise<[string, string]> {
  const store = openSqlite(path, createSeal(MASTER_KEY));
  const now = Date.now();
  const deadly = aMessage({ text: DEADLY, sentAt: now });
  const harmless = aMessage({ text: 'halo', forwarded: false, sentAt: now });
  const one = await keepMessage(store, anAddress('w1'), deadly, now);
  const two = await keepMessage(store, anAddress('w2'), harmless, now);
  await store.close();
  return [one.citizen, two.citizen];
}

/** Runs a post until nothing is left to do, or it is killed. */
function runPost(path: string): Promise<'ended' | 'killed'> {
  const program = join(import.meta.dirname, 'hostile/dying-post.ts');
  const child = spawn(process.execPath, [program, path], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve('killed');
      else if (code === 0) resolve('ended');
      else reject(new Error(`the post ended with ${code}`));
    });
  });
}
