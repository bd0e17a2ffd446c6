import { expect, onTestFinished, test } from 'vitest';
import { quietConsole, redact } from '../../../src/channels/baileys/open-baileys.ts';
import { aPairedDevice, until } from './stage.ts';

test('objects are not printed, and lines lose what could be private', () => {
  const lines: string[] = [];
  onTestFinished(quietConsole((line) => lines.push(line)));
  const { info, error, debug } = console;
  info('Closing session:', { privKey: 'secret' });
  error({ privKey: 'secret' });
  debug('anything');
  error('Session error: 6281200000001@s.whatsapp.net', new Error('secret'));
  expect(lines).toEqual(['Closing session:', 'Session error: …@…']);
});

test.each([
  ['from 6281200000001 at 12', 'from … at 12'],
  ['key BQpXk1mZ8vY2cW4tR6uN0aSdFgHjKlQw==', 'key …'],
  ['two\nlines', 'two\\nlines'],
])('%j becomes %j', (line, expected) => {
  expect(redact(line)).toBe(expected);
});

test('a session that is replaced leaves no keys on the console', async () => {
  const lines: string[] = [];
  const written = process.stdout.write;
  process.stdout.write = ((chunk: string) => lines.push(String(chunk)) > 0) as typeof written;
  onTestFinished(() => {
    process.stdout.write = written;
  });
  const { whatsapp, deliveries } = await aPairedDevice();
  const ani = whatsapp.citizen('ani');
  await ani.write('satu');
  await until(() => deliveries.length === 1);
  ani.reinstall();
  await ani.write('dua');
  await until(() => deliveries.length === 2);
  expect(lines.join('')).not.toMatch(/privKey|rootKey|ephemeralKeyPair/);
});
