import type { proto, WACallEvent, WAMessage } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import { type Reader, readCall, readIncoming } from '../../../src/channels/baileys/read-upsert.ts';
import { MORNING } from '../../support/stage.ts';

const OWN = ['6281200000000@s.whatsapp.net', '100000000000000@lid'];
const KEY = { remoteJid: '200@lid', remoteJidAlt: '6281@s.whatsapp.net', id: 'A1', fromMe: false };
const media = { mediaKey: new Uint8Array(32).fill(1), directPath: '/v/x', fileLength: 9 };

function read(message: proto.IMessage) {
  const sent: WAMessage = { key: KEY, messageTimestamp: MORNING / 1000 - 5, message };
  return readIncoming(sent, { account: 'posko', groups: 'on', own: OWN, now: MORNING });
}

function messageOf(content: proto.IMessage) {
  const incoming = read(content);
  return incoming.type === 'none' ? undefined : incoming.delivered.message;
}

test.each<[string, proto.IMessage]>([
  ['a text', { extendedTextMessage: { text: 'x', contextInfo: { isForwarded: true } } }],
  ['buttons', { buttonsMessage: { contentText: 'x', contextInfo: { isForwarded: true } } }],
  ['a list', { listMessage: { description: 'x', contextInfo: { isForwarded: true } } }],
  ['a card', { interactiveMessage: { body: { text: 'x' }, contextInfo: { isForwarded: true } } }],
  ['a poll', { pollCreationMessage: { name: 'x', contextInfo: { isForwarded: true } } }],
  ['a picture', { imageMessage: { ...media, contextInfo: { isForwarded: true } } }],
  ['a sticker', { stickerMessage: { ...media, contextInfo: { isForwarded: true } } }],
  ['a place', { locationMessage: { contextInfo: { isForwarded: true } } }],
  [
    'a text of a business',
    {
      templateMessage: {
        hydratedTemplate: { hydratedContentText: 'x' },
        contextInfo: { isForwarded: true },
      },
    },
  ],
])('%s that was forwarded is told from one that its sender wrote', (_, content) => {
  expect(messageOf(content)).toMatchObject({ forwarded: true, forwardingScore: 1 });
});

test('a text has no file, and vanishes from the chat when its sender has set it so', () => {
  const contextInfo = { expiration: 86_400 };
  const incoming = read({ extendedTextMessage: { text: 'x', contextInfo } });
  expect(incoming).toMatchObject({ timer: 86_400 });
  expect(incoming.type === 'message' && incoming.delivered.message.remote).toBeUndefined();
  expect(read({ conversation: 'x' })).toMatchObject({ timer: 0 });
  const noChoice = { buttonsResponseMessage: { selectedButtonId: '', selectedDisplayText: 'Ya' } };
  expect(messageOf(noChoice)).toEqual(expect.not.objectContaining({ choice: '' }));
});

describe('in a group', () => {
  const key = { ...KEY, remoteJid: '1@g.us', participant: '200:3@lid' };
  const hear = (contextInfo: proto.IContextInfo, groups: Reader['groups']) => {
    const message = { extendedTextMessage: { text: 'cek', contextInfo } };
    const sent: WAMessage = { key, messageTimestamp: MORNING / 1000 - 5, message };
    return readIncoming(sent, { account: 'posko', groups, own: OWN, now: MORNING });
  };
  const meant = { mentionedJid: ['300@lid', '100000000000000:2@lid'] };

  test('a message counts that mentions us or answers us, and no other', () => {
    for (const context of [meant, { participant: OWN[0] ?? '' }]) {
      expect(hear(context, 'on')).toMatchObject({
        type: 'message',
        delivered: {
          from: { chat: '1@g.us', sender: '200@lid', isGroup: true },
          message: { id: 'A1', text: 'cek' },
        },
      });
    }
    for (const context of [{}, { mentionedJid: ['300@lid'] }, { participant: '300@lid' }]) {
      for (const groups of ['on', 'notice'] as const) {
        expect(hear(context, groups)).toEqual({ type: 'none' });
      }
    }
  });

  test('nothing is kept of it but that one came, where groups are only told of the private chat', () => {
    const incoming = hear(meant, 'notice');
    expect(incoming).toMatchObject({
      timer: 0,
      delivered: {
        from: { chat: '1@g.us', sender: '1@g.us' },
        message: { kind: 'group', text: '', sentAt: MORNING - 5000 },
      },
    });
    expect(JSON.stringify(incoming)).not.toContain('200');
    const reaction = { ...key, id: 'A2' };
    const sent = { key: reaction, message: { reactionMessage: { text: '👍' } } };
    const reader = { account: 'posko', groups: 'notice', own: OWN, now: MORNING } as const;
    expect(readIncoming(sent, reader)).toEqual({ type: 'none' });
  });
});

test('who calls is told to write, by the id that stays; a call of a group is nobody’s', () => {
  const reader = { account: 'posko', groups: 'on', own: OWN, now: MORNING } as const;
  const call = (changes: object) =>
    readCall({ id: 'C1', from: '200:4@lid', ...changes } as WACallEvent, reader);
  const rung = { id: 'C1:call', kind: 'call', text: '', sentAt: MORNING };
  expect(call({})).toEqual({
    from: { channel: 'baileys', account: 'posko', chat: '200@lid', sender: '200@lid' },
    message: { ...rung, forwarded: false, forwardingScore: 0 },
  });
  expect(call({ callerPn: '6281@s.whatsapp.net' })?.from).toMatchObject({ phone: '6281' });
  expect(call({ isGroup: true })).toBeUndefined();
  expect(call({ from: 'status@broadcast' })).toBeUndefined();
});
