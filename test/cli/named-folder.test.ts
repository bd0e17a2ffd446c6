import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Failure } from '../../src/app/user-error.ts';
import { commands } from '../../src/cli/commands.ts';
import { aFolder } from '../support/builders.ts';

/** Runs a command in this process, in silence; how it ends is not asked here. */
async function run(words: readonly string[]): Promise<void> {
  const silent = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const command = await commands.get(words[0] ?? '')?.();
  if (!command) throw new Error(`there is no ${words[0]}`);
  try {
    await new Command('posko').addCommand(command).parseAsync(words, { from: 'user' });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  } finally {
    silent.mockRestore();
  }
}

const DAYS = ['--from', '2026-11-20', '--to', '2026-11-21'];

test.for([
  ['alarms', 'list'],
  ['audit', 'list'],
  ['breach', 'drill', ...DAYS],
  ['contacts', 'list'],
  ['doctor'],
  ['import', 'FILE'],
  ['partner', 'deliveries'],
  ['review', 'list'],
  ['reviewer', 'list'],
  ['rights', 'list'],
  ['samples', 'remove'],
  ['set-aside', 'list'],
  ['set-aside', 'retry'],
  ['voters', 'list'],
  ['wordings', 'check'],
])(
  'posko %s %s works in the folder of --data and leaves that of POSKO_DATA alone',
  async (words) => {
    const [named, other] = [aFolder(), join(aFolder(), 'other')];
    const file = join(aFolder(), 'rows.jsonl');
    writeFileSync(file, '{"id":"a","title":"Air rebusan","verdict":"salah","org":"Uji"}\n');
    vi.stubEnv('POSKO_DATA', other);
    onTestFinished(() => void vi.unstubAllEnvs());
    await run([...words.map((word) => (word === 'FILE' ? file : word)), '--data', named]);
    expect(existsSync(join(named, 'posko.db'))).toBe(true);
    expect(existsSync(other)).toBe(false);
  },
);
