import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { hasRedis } from '../support/redis.ts';

const PROGRAM = join(import.meta.dirname, 'chaos.ts');
const ONLY = 'R2,R4,R10,R11';

const rowsSchema = z.array(
  z.object({
    id: z.string(),
    missed: z.array(z.unknown()),
    faults: z.array(z.string()).optional(),
  }),
);

test.skipIf(!hasRedis())(
  'small trouble of every kind loses, repeats and reorders nothing',
  async () => {
    const { code, printed, rows } = await chaos('--small', '--at-once', '2', '--only', ONLY);
    const wrong = rows.filter(({ missed, faults = [] }) => missed.length + faults.length > 0);
    expect(wrong).toEqual([]);
    expect([printed, code]).toEqual([expect.stringContaining('| R11'), 0]);
    expect(rows.map(({ id }) => id)).toEqual(ONLY.split(','));
  },
  300_000,
);

test('an experiment that nobody knows is named', async () => {
  const { code, printed } = await chaos('--only', 'R99');
  expect(code).toBe(1);
  expect(printed).toContain('there is no experiment R99');
});

async function chaos(...words: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'posko-chaos-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const json = join(folder, 'chaos.json');
  const flags = ['--disable-warning=ExperimentalWarning', PROGRAM, '--json', json];
  const child = spawn(process.execPath, [...flags, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
    });
  }
  const [code] = await once(child, 'exit');
  const rows = words.includes('--small')
    ? rowsSchema.parse(JSON.parse(readFileSync(json, 'utf8')))
    : [];
  return { code, printed, rows };
}
