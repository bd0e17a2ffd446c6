import { once } from 'node:events';
import { expect, test } from 'vitest';
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
