import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runBounded } from '../../src/media/run-bounded.ts';
import { aFolder } from '../support/builders.ts';

const BOUNDS = { seconds: 20, memoryMb: 512, outputBytes: 1000 };

test('what a tool writes comes back, and it reads what it is given', async () => {
  const run = await runBounded(['cat'], BOUNDS, Buffer.from('halo'));
  expect(run).toEqual({ output: Buffer.from('halo') });
});

test('a tool that takes too long is killed with what it started, which holds its output open', async () => {
  const asleep = ['sh', '-c', 'sleep 600 & sleep 600'] as const; // longer than this test may take
  expect(await runBounded(asleep, { ...BOUNDS, seconds: 0.5 })).toEqual({ problem: 'too-large' });
}, 60_000);

test('a tool may wait for the processor longer than it may use it', async () => {
  const some = { ...BOUNDS, seconds: 1 };
  expect(await runBounded(['sh', '-c', 'sleep 2; echo read'], some)).toEqual({
    output: Buffer.from('read\n'),
  });
  const endless = await runBounded(['sh', '-c', 'while :; do :; done'], some);
  expect(endless).toHaveProperty('problem');
});

test('a tool that writes too much is killed', async () => {
  expect(await runBounded(['yes'], BOUNDS)).toEqual({ problem: 'too-large' });
});

test('a tool that fails, that is missing or that wants too much memory is told apart', async () => {
  expect(await runBounded(['false'], BOUNDS)).toEqual({ problem: 'unreadable' });
  expect(await runBounded(['no-such-tool'], BOUNDS)).toEqual({ problem: 'not-installed' });
  const greedy = ['sh', '-c', 'x=$(head -c 300000000 /dev/zero | tr "\\0" a)'] as const;
  expect(await runBounded([...greedy], { ...BOUNDS, memoryMb: 64 })).toEqual({
    problem: 'unreadable',
  });
});

test('a tool can write no file and sees nothing of our environment', async () => {
  process.env.POSKO_KEY = 'geheim';
  const path = join(aFolder(), 'file');
  const run = await runBounded(['sh', '-c', `env; echo x > ${path}`], BOUNDS);
  delete process.env.POSKO_KEY;
  expect(run).toEqual({ problem: 'unreadable' });
  expect(readFileSync(path, 'utf8')).toBe('');
  const { output } = { output: Buffer.alloc(0), ...(await runBounded(['env'], BOUNDS)) };
  expect(output.toString()).not.toContain('geheim');
});

test('one that does not read what it is given does no harm', async () => {
  expect(await runBounded(['true'], BOUNDS, new Uint8Array(1_000_000))).toEqual({
    output: Buffer.alloc(0),
  });
});
