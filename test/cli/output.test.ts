import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import { complain } from '../../src/cli/output.ts';
import { aFolder } from '../support/builders.ts';
import { spawnPosko } from '../support/program.ts';

test('a command whose reader has read enough ends without a word', async () => {
  const child = spawnPosko(['contacts', 'list'], { variables: { POSKO_DATA: aFolder() } });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  child.stdout.destroy();
  const [code] = await once(child, 'close');
  expect(Buffer.concat(complaints).toString()).toBe('');
  expect(code).toBe(141);
});

test('what strangers wrote steers no terminal from within a complaint', () => {
  const written: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write');
  onTestFinished(() => stderr.mockRestore());
  stderr.mockImplementation((text) => written.push(String(text)) > 0);
  complain('posko: K7Q2: drone-50\n  Iuran \x1b]0;DIRETAS\x07 \u202ebalik');
  expect(written).toEqual(['posko: K7Q2: drone-50\n  Iuran ␛]0;DIRETAS␇ ·balik\n']);
});
