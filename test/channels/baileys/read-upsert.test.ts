import { proto, type WAMessage } from '@whiskeysockets/baileys';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReference } from '../../../src/channels/baileys/fetch-baileys-file.ts';
import { readIncoming } from '../../../src/channels/baileys/read-upsert.ts';
import { MORNING } from '../../support/stage.ts';

const OWN = ['6281200000000@s.whatsapp.net', '100000000000000@lid'];
const KEY = { remoteJid: '200@lid', remoteJidAlt: '6281@s.whatsapp.net', id: 'A1', fromMe: false };

const LIST = { remoteJid: '99@broadcast', participant: '200@lid', id: 'A1', fromMe: false };

function read(message: proto.IMessage | undefined, changes: Partial<WAMessage> = {}) {
  const sent: WAMessage = { key: KEY, messageTimestamp: MORNING / 1000 - 5, ...changes };
  if (message) sent.message = message;
  return readIncoming(sent, { account: 'posko', groups: 'on', own: OWN, now: MORNING });
}

function messageOf(content: proto.IMessage, changes: Partial<WAMessage> = {}) {
  const incoming = read(content, changes);
  return incoming.type === 'none' ? undefined : incoming.delivered.message;
}

const media = { mediaKey: new Uint8Array(32).fill(1), directPath: '/v/x', fileLength: 9 };
const wrap = (name: keyof proto.IMessage, message: proto.IMessage) => ({ [name]: { message } });

describe('every kind of message', () => {
  const cases: [string, proto.IMessage, object][] = [
    ['text', { conversation: 'Halo' }, { kind: 'text', text: 'Halo' }],
    ['longer text', { extendedTextMessage: { text: 'Halo' } }, { kind: 'text', text: 'Halo' }],
    ['picture', { imageMessage: { ...media, caption: 'Lihat' } }, { kind: 'image', text: 'Lihat' }],
    ['film', { videoMessage: { ...media, caption: 'Lihat' } }, { kind: 'video', text: 'Lihat' }],
    ['round film', { ptvMessage: media }, { kind: 'video', text: '' }],
    ['voice message', { audioMessage: { ...media, ptt: true } }, { kind: 'audio' }],
    [
      'document with a caption',
      wrap('documentWithCaptionMessage', {
        documentMessage: { ...media, caption: 'Surat', fileName: 'surat.pdf' },
      }),
      { kind: 'document', text: 'Surat' },
    ],
    ['sticker', { stickerMessage: media }, { kind: 'sticker' }],
    [
      'moving sticker',
      wrap('lottieStickerMessage', { stickerMessage: media }),
      { kind: 'sticker' },
    ],
    ['place', { locationMessage: { degreesLatitude: 1 } }, { kind: 'location' }],
    ['live place', { liveLocationMessage: { degreesLatitude: 1 } }, { kind: 'location' }],
    ['contact', { contactMessage: { vcard: 'x' } }, { kind: 'contact' }],
    ['contacts', { contactsArrayMessage: { contacts: [] } }, { kind: 'contact' }],
    [
      'poll',
      {
        pollCreationMessageV3: {
          name: 'Benarkah TPS tutup jam 12?',
          options: [{ optionName: 'Ya' }, { optionName: 'Tidak' }],
        },
      },
      { kind: 'text', text: 'Benarkah TPS tutup jam 12?\nYa\nTidak' },
    ],
    [
      'wrapped poll',
      wrap('pollCreationMessageV4', { pollCreationMessage: { name: 'Pilih' } }),
      { kind: 'text', text: 'Pilih' },
    ],
    ['poll without words', { pollCreationMessage: {} }, { kind: 'poll', text: '' }],
    ['reaction', { reactionMessage: { text: '👍' } }, { kind: 'reaction', text: '👍' }],
    [
      'tapped button',
      { buttonsResponseMessage: { selectedButtonId: 'a', selectedDisplayText: 'Ya' } },
      { kind: 'text', text: 'Ya', choice: 'a' },
    ],
    [
      'picked row',
      { listResponseMessage: { title: 'Ya', singleSelectReply: { selectedRowId: 'b' } } },
      { kind: 'text', choice: 'b' },
    ],
    [
      'text of a business',
      { templateMessage: { hydratedTemplate: { hydratedContentText: 'Promo' } } },
      { kind: 'text', text: 'Promo' },
    ],
    [
      'text of a business below its header',
      {
        templateMessage: {
          hydratedTemplate: { hydratedTitleText: 'Bansos 600 ribu', hydratedContentText: 'Klik' },
        },
      },
      { kind: 'text', text: 'Bansos 600 ribu\n\nKlik' },
    ],
    [
      'text below a header',
      { interactiveMessage: { header: { title: 'Undian' }, body: { text: 'Anda menang' } } },
      { kind: 'text', text: 'Undian\n\nAnda menang' },
    ],
    [
      'buttons below a text',
      { buttonsMessage: { text: 'Undian', contentText: 'Pilih hadiah' } },
      { kind: 'text', text: 'Undian\n\nPilih hadiah', forwarded: false },
    ],
    [
      'list of a business',
      { listMessage: { title: 'Bansos', description: 'Pilih wilayah' } },
      { kind: 'text', text: 'Bansos\n\nPilih wilayah' },
    ],
    [
      'list without a title',
      { listMessage: { description: 'Pilih wilayah' } },
      { kind: 'text', text: 'Pilih wilayah' },
    ],
    [
      'tapped button of a template',
      { templateButtonReplyMessage: { selectedId: 'c', selectedDisplayText: 'Ya' } },
      { kind: 'text', text: 'Ya', choice: 'c' },
    ],
    [
      'poll with an option without words',
      { pollCreationMessage: { name: 'Pilih', options: [{}, { optionName: 'Ya' }] } },
      { kind: 'text', text: 'Pilih\nYa' },
    ],
    ['seen once', wrap('viewOnceMessageV2', { imageMessage: media }), { kind: 'image' }],
    ['vanishing', wrap('ephemeralMessage', { conversation: 'x' }), { kind: 'text', text: 'x' }],
    ['of an album', wrap('associatedChildMessage', { imageMessage: media }), { kind: 'image' }],
    [
      'wrapped twice',
      wrap('ephemeralMessage', wrap('viewOnceMessage', { videoMessage: media })),
      { kind: 'video' },
    ],
    ['invitation', { groupInviteMessage: { groupName: 'x' } }, { kind: 'unknown' }],
    ['event', { eventMessage: { name: 'x' } }, { kind: 'unknown' }],
    ['order', { orderMessage: { message: 'x' } }, { kind: 'unknown' }],
    ['placeholder', { placeholderMessage: { type: 0 } }, { kind: 'unknown' }],
  ];
  test.each(cases)('%s', (_, content, expected) => {
    expect(messageOf(content)).toMatchObject({ id: 'A1', sentAt: MORNING - 5000, ...expected });
  });
});

test.each<[string, proto.IMessage]>([
  ['a deletion', { protocolMessage: { type: 0, key: { id: 'X' } } }],
  ['a key', { senderKeyDistributionMessage: { groupId: 'x' }, messageContextInfo: {} }],
  ['the heading of an album', { albumMessage: { expectedImageCount: 3 } }],
  ['a vote', { pollUpdateMessage: { pollCreationMessageKey: { id: 'X' } } }],
  ['a call that was missed', { callLogMesssage: { isVideo: false } }],
  ['a mention in a status', { statusMentionMessage: { message: { conversation: 'x' } } }],
  ['an edit of a message that we do not know', { secretEncryptedMessage: { secretEncType: 2 } }],
  ['history of the phone', { protocolMessage: { type: 5 } }],
  ['an edit that does not say of what', { protocolMessage: { type: 14 } }],
  ['nothing', {}],
  ['fields without content', { conversation: null, eventMessage: null }],
])('%s is passed over', (_, content) => {
  expect(read(content)).toEqual({ type: 'none' });
});

test.each<[string, Partial<WAMessage>]>([
  ['our own', { key: { ...KEY, fromMe: true } }],
  ['our phone', { category: 'peer' }],
  ['a status', { key: { ...KEY, remoteJid: 'status@broadcast', participant: '200@lid' } }],
  ['WhatsApp itself', { key: { ...KEY, remoteJid: '0@s.whatsapp.net' } }],
  ['a channel', { key: { ...KEY, remoteJid: '1@newsletter' } }],
  ['a message without an id', { key: { remoteJid: '200@lid' } }],
  ['a broadcast that names no list', { broadcast: true }],
  ['our own to a list', { key: { ...LIST, fromMe: true } }],
  ['our phone to a list', { key: LIST, category: 'peer' }],
  ['a list without a writer', { key: { remoteJid: '99@broadcast', id: 'A1' } }],
  ['a bot to a list', { key: { ...LIST, participant: '1@bot' } }],
])('a message of %s is none of a citizen', (_, changes) => {
  expect(read({ conversation: 'x' }, changes)).toEqual({ type: 'none' });
});

test('a message to a list of people is one of its sender', () => {
  const key = { ...KEY, remoteJid: '99@broadcast', participant: '200:3@lid' };
  const incoming = read({ conversation: 'x' }, { key, broadcast: true });
  expect(incoming).toMatchObject({ delivered: { from: { chat: '200@lid', sender: '200@lid' } } });
});

test('a citizen is known by the id that stays, in whatever form they write', () => {
  const froms = [
    KEY,
    { remoteJid: '200:12@lid', id: 'A1' },
    { remoteJid: '6281@s.whatsapp.net', remoteJidAlt: '200@lid', id: 'A1' },
    { remoteJid: '6281:4@s.whatsapp.net', id: 'A1' },
    { remoteJid: '200_1:12@lid', id: 'A1' },
    { remoteJid: '200:99@hosted.lid', remoteJidAlt: '6281:99@hosted', id: 'A1' },
  ].map((key) => {
    const incoming = read({ conversation: 'x' }, { key });
    return incoming.type === 'message' ? incoming.delivered.from : undefined;
  });
  expect(froms).toMatchObject([
    { sender: '200@lid', phone: '6281', chat: '200@lid' },
    { sender: '200@lid', chat: '200@lid' },
    { sender: '200@lid', phone: '6281', chat: '6281@s.whatsapp.net' },
    { sender: '6281', chat: '6281@s.whatsapp.net' },
    { sender: '200@lid', chat: '200@lid' },
    { sender: '200@lid', phone: '6281', chat: '200@lid' },
  ]);
  expect(froms[3]).not.toHaveProperty('phone');
});

test('a forward tells how often it was forwarded', () => {
  const scores = [
    {},
    { isForwarded: true },
    { isForwarded: true, forwardingScore: 6 },
    { forwardingScore: 9999 },
  ];
  const read = scores.map((contextInfo) =>
    messageOf({ extendedTextMessage: { text: 'x', contextInfo } }),
  );
  expect(read.map((message) => message?.forwardingScore)).toEqual([0, 1, 6, 127]);
  expect(read.map((message) => message?.forwarded)).toEqual([false, true, true, true]);
});

test('an edit is read anew under an id of its own', () => {
  const edit = { type: 14, key: { id: 'A0' }, editedMessage: { conversation: 'lebih baik' } };
  expect(messageOf({ protocolMessage: edit })).toMatchObject({ id: 'A0:A1', text: 'lebih baik' });
  const wrapped = wrap('editedMessage', { protocolMessage: edit });
  expect(messageOf(wrapped)).toMatchObject({ id: 'A0:A1', text: 'lebih baik' });
});

test('a message that could not be opened is told apart', () => {
  expect(read(undefined, { messageStubType: 2 })).toMatchObject({
    type: 'sealed',
    delivered: { message: { id: 'A1:sealed', kind: 'unknown' } },
  });
  expect(read(undefined, { messageStubType: 68 })).toEqual({ type: 'none' });
  const key = { ...KEY, remoteJid: '1@g.us', participant: '200@lid' };
  expect(read(undefined, { key, messageStubType: 2 })).toEqual({ type: 'none' });
});

test('a time is read as a number or a long one, and never lies in the future', () => {
  const at = (messageTimestamp: unknown) =>
    messageOf({ conversation: 'x' }, { messageTimestamp } as Partial<WAMessage>)?.sentAt;
  expect(at({ low: 1000, toString: () => '1000' })).toBe(1_000_000);
  expect(at(MORNING / 1000 + 3600)).toBe(MORNING);
  expect([at(undefined), at(Number.NaN), at(-1)]).toEqual([MORNING, MORNING, MORNING]);
});

test('a file can be fetched later by what the message told of it', () => {
  const sha256 = new Uint8Array(32).fill(7);
  const message = messageOf({
    imageMessage: { ...media, mimetype: 'image/png', fileSha256: sha256 },
  });
  expect(readReference(message?.remote?.reference ?? '')).toMatchObject({
    kind: 'image',
    mime: 'image/png',
    directPath: '/v/x',
    size: 9,
    sha256: Buffer.from(sha256).toString('base64'),
    key: { id: 'A1', remoteJid: '200@lid' },
  });
  expect(readReference('{}')).toBeUndefined();
  expect(readReference('nonsense')).toBeUndefined();
});

test('deep wrapping ends', () => {
  let message: proto.IMessage = { conversation: 'x' };
  for (let n = 0; n < 50; n += 1) message = wrap('ephemeralMessage', message);
  expect(read(message)).toEqual({ type: 'none' });
});

test('any content that WhatsApp could carry is read or passed over, and never throws', () => {
  const names = Object.keys(proto.Message.prototype);
  const content = fc.dictionary(fc.constantFrom(...names), fc.anything({ maxDepth: 3 }));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        read(proto.Message.decode(bytes));
      } catch (error) {
        expect(String(error)).toMatch(/wire type|index out of range|invalid/i);
      }
    }),
  );
  fc.assert(
    fc.property(content, (message) => {
      expect(['message', 'none']).toContain(read(message as proto.IMessage).type);
    }),
  );
});
