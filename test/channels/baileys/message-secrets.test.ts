import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import { proto, type WAMessage } from '@whiskeysockets/baileys';
import { describe, expect, test } from 'vitest';
import { MessageSecrets } from '../../../src/channels/baileys/message-secrets.ts';
import { MORNING } from '../../support/stage.ts';
import { aConversation } from './conversation.ts';
import { until } from './stage.ts';

const KEY = { remoteJid: '200@lid', remoteJidAlt: '6281@s.whatsapp.net', id: 'A1', fromMe: false };
const SECRET = randomBytes(32);
const HOUR_MS = 3_600_000;

const original: WAMessage = {
  key: KEY,
  message: { conversation: 'TPS tutup jam 12', messageContextInfo: { messageSecret: SECRET } },
};

/** Seals an edit as phones do: HKDF by hand, so that the test does not repeat the code's own. */
function sealedEdit(text: string, { jid = '200@lid', secret = SECRET, id = 'A1' } = {}) {
  const plain = proto.Message.encode({
    protocolMessage: { type: 14, key: { id }, editedMessage: { conversation: text } },
  }).finish();
  const extracted = createHmac('sha256', Buffer.alloc(32)).update(secret).digest();
  const info = Buffer.from(`${id}${jid}${jid}Message Edit\x01`);
  const key = createHmac('sha256', extracted).update(info).digest();
  const encIv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, encIv);
  const encPayload = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const targetMessageKey = { id, fromMe: true, remoteJid: '1@lid' };
  return { secretEncryptedMessage: { secretEncType: 2, encIv, encPayload, targetMessageKey } };
}

function openAfter(message: proto.IMessage, later: { key?: object; ms?: number } = {}) {
  const secrets = new MessageSecrets(proto);
  secrets.open(original, MORNING);
  const sent = { key: { ...KEY, id: 'A2', ...later.key }, message };
  return secrets.open(sent, MORNING + (later.ms ?? 0)).message?.protocolMessage;
}

describe('an edit that a phone has sealed', () => {
  test.each(['200@lid', '6281@s.whatsapp.net'])('is opened, sealed under %s', (jid) => {
    const edit = openAfter(sealedEdit('TPS tutup jam 13', { jid }));
    expect(edit).toMatchObject({ type: 14, key: { id: 'A1' } });
    expect(edit?.editedMessage?.conversation).toBe('TPS tutup jam 13');
  });

  test('stays closed where the message is another person’s, unknown, or sealed otherwise', () => {
    const edit = sealedEdit('x');
    expect(openAfter(edit, { key: { remoteJid: '300@lid' } })).toBeUndefined();
    expect(openAfter(sealedEdit('x', { id: 'A9' }))).toBeUndefined();
    expect(openAfter(sealedEdit('x', { secret: randomBytes(32) }))).toBeUndefined();
    const short = { ...edit.secretEncryptedMessage, encPayload: new Uint8Array(3) };
    expect(openAfter({ secretEncryptedMessage: short })).toBeUndefined();
    expect(openAfter({ secretEncryptedMessage: { secretEncType: 1 } })).toBeUndefined();
    const sealed = edit.secretEncryptedMessage;
    for (const less of [{ secretEncType: 1 }, { encIv: null }, { encPayload: null }]) {
      expect(openAfter({ secretEncryptedMessage: { ...sealed, ...less } })).toBeUndefined();
    }
  });

  test('in a group counts from the author alone, whoever else knows the secret', () => {
    const inGroup = (participant: string, id: string) => ({ remoteJid: '1@g.us', participant, id });
    const secrets = new MessageSecrets(proto);
    secrets.open({ ...original, key: inGroup('200@lid', 'A1') }, MORNING);
    const editBy = (jid: string) => {
      const sent = { key: inGroup(jid, 'A2'), message: sealedEdit('x', { jid }) };
      return secrets.open(sent, MORNING).message?.protocolMessage?.key?.id;
    };
    expect(editBy('300@lid')).toBeUndefined();
    expect(editBy('200@lid')).toBe('A1');
  });

  test('stays closed once the secret was forgotten, an hour later', () => {
    const secrets = new MessageSecrets(proto);
    secrets.open(original, MORNING);
    const next = { ...original, key: { ...KEY, id: 'B1' } };
    secrets.open(next, MORNING + HOUR_MS + 1);
    const sent = { key: { ...KEY, id: 'A2' }, message: sealedEdit('x') };
    expect(secrets.open(sent, MORNING + HOUR_MS + 1)).toBe(sent);
  });

  test('is opened by the secrets of the twenty thousand messages before it', () => {
    const secrets = new MessageSecrets(proto);
    const write = (id: string) => secrets.open({ ...original, key: { ...KEY, id } }, MORNING);
    for (let n = 0; n < 20_001; n += 1) write(`B${n}`);
    write('B2'); // it comes again, and so is the latest
    write('B-last');
    const opened = (id: string) => {
      const sent = { key: { ...KEY, id: 'A2' }, message: sealedEdit('x', { id }) };
      return secrets.open(sent, MORNING) !== sent;
    };
    expect(['B0', 'B1', 'B2', 'B3'].map(opened)).toEqual([false, false, true, true]);
  });

  test('reaches the post as what the message says now', async () => {
    const { citizen, deliveries } = await aConversation();
    const messageSecret = randomBytes(32);
    const id = await citizen.send({
      conversation: 'TPS tutup jam 12',
      messageContextInfo: { messageSecret },
    });
    await until(() => deliveries.some(({ message }) => message.text === 'TPS tutup jam 12'));
    const jid = citizen.jid;
    await citizen.send(sealedEdit('TPS tutup jam 13', { jid, secret: messageSecret, id }));
    await until(() => deliveries.some(({ message }) => message.text === 'TPS tutup jam 13'));
    expect(deliveries.at(-1)?.message.id.startsWith(`${id}:`)).toBe(true);
  });
});
