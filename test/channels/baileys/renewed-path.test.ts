import { Readable } from 'node:stream';
import type { WASocket } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import {
  fetchBaileysFile,
  writeReference,
} from '../../../src/channels/baileys/fetch-baileys-file.ts';

type Baileys = Parameters<typeof fetchBaileysFile>[0];

const KEY = { id: 'm1', remoteJid: '628111@s.whatsapp.net' };
const MEDIA = { mediaKey: new Uint8Array(32), directPath: '/v/old', mimetype: 'image/png' };

/** Fetches a picture that has left the server, and for which the sender's phone names another path. */
async function fetchRenewed(directPath: string) {
  const asked: unknown[] = [];
  const baileys = {
    async downloadMediaMessage(sent: { message?: { imageMessage?: { directPath?: unknown } } }) {
      asked.push(sent.message?.imageMessage?.directPath);
      if (asked.length > 1) return Readable.from([Buffer.from('picture')]);
      throw Object.assign(new Error('gone'), { output: { statusCode: 410 } });
    },
  } as unknown as Baileys; // all that is called
  const socket = {
    updateMediaMessage: async () => ({ message: { imageMessage: { directPath } } }),
  } as unknown as WASocket; // all that is called
  const reference = writeReference({ kind: 'image', media: MEDIA }, KEY) ?? '';
  const isTrusted = () => false;
  return { found: await fetchBaileysFile(baileys, socket, { reference, isTrusted }), asked };
}

test('a picture is fetched from where the phone has sent it again', async () => {
  const { found, asked } = await fetchRenewed('/v/new');
  expect(asked).toEqual(['/v/old', '/v/new']);
  expect('bytes' in found && Buffer.from(found.bytes).toString()).toBe('picture');
});

test.each([
  '@evil.example/x',
  '//evil.example/x',
  '/@evil.example',
  '/\\evil.example',
  '.evil.example/x',
  '',
])('a phone cannot lead us elsewhere by the path %j', async (directPath) => {
  const { found, asked } = await fetchRenewed(directPath);
  expect(found).toEqual({ problem: 'unreadable' });
  expect(asked).toEqual(['/v/old']);
});
