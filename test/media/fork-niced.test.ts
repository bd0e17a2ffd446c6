import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { forkNiced } from '../../src/media/fork-niced.ts';

const PROGRAM = `
const { env, execArgv } = process;
process.on('message', (text) => process.send({ text, arguments: execArgv, given: env.GIVEN, key: env.POSKO_KEY }));
process.on('disconnect', () => process.exit());
`;

test.skipIf(!existsSync('/proc/self/task'))(
  'every thread of the program waits for ours, and it knows of our environment only what it is given',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'posko-niced-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'program.mjs'), PROGRAM);
    const execArgv = ['--max-old-space-size=64'];
    vi.stubEnv('POSKO_KEY', 'the key of keys');
    onTestFinished(() => void vi.unstubAllEnvs());
    const env = { PATH: process.env.PATH, GIVEN: 'yes' };
    const options = { execArgv, env, serialization: 'advanced' } as const;
    const child = forkNiced(join(folder, 'program.mjs'), options);
    onTestFinished(() => void child.kill('SIGKILL'));
    const answered = new Promise((resolve) => child.once('message', resolve));
    child.send('halo');
    expect(await answered).toEqual({ text: 'halo', arguments: execArgv, given: 'yes' });
    const nices = readdirSync(`/proc/${child.pid}/task`).map((thread) =>
      niceOf(readFileSync(`/proc/${child.pid}/task/${thread}/stat`, 'utf8')),
    );
    expect(nices.length).toBeGreaterThan(1);
    expect(new Set(nices)).toEqual(new Set([19]));
  },
);

/** The 19th field, counted after the name of the program, which may hold anything. */
function niceOf(stat: string): number {
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
}
