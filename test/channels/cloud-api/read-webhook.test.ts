import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../src/channels/cloud-api/read-webhook.ts';
import { MORNING } from '../../support/stage.ts';

const ACCOUNT = '100000000000001';
const FROM = {
  from: '6281200000001',
  from_user_id: 'ID.1',
  id: 'wamid.1',
  timestamp: '1793000000',
};

function read(...values: object[]) {
  const changes = values.map((value) => ({
    field: 'messages',
    value: { metadata: { phone_number_id: ACCOUNT }, ...value },
  }));
  const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
  return readWebhook(body, { accounts: [ACCOUNT], now: MORNING });
}

function readOne(content: object) {
  return read({ messages: [{ ...FROM, ...content }] }).deliveries[0];
}

const file = { id: '77', mime_type: 'image/jpeg', sha256: 'abc', caption: 'Lihat ini' };
const remote = {
  channel: 'cloud-api',
  reference: JSON.stringify({ id: '77', sha256: 'abc' }),
};

test.each([
  ['a text', { type: 'text', text: { body: 'Halo' } }, { kind: 'text', text: 'Halo' }],
  ['a picture', { type: 'image', image: file }, { kind: 'image', text: 'Lihat ini', remote }],
  ['a film', { type: 'video', video: file }, { kind: 'video', text: 'Lihat ini', remote }],
  [
    'a voice message',
    { type: 'audio', audio: { ...file, caption: undefined, voice: true } },
    { kind: 'audio', text: '', remote },
  ],
  [
    'a document',
    { type: 'document', document: { ...file, filename: 'surat.pdf' } },
    {
      kind: 'document',
      remote: {
        channel: 'cloud-api',
        reference: JSON.stringify({ id: '77', sha256: 'abc', name: 'surat.pdf' }),
      },
    },
  ],
  ['a sticker', { type: 'sticker', sticker: file }, { kind: 'sticker' }],
  ['a place', { type: 'location', location: { latitude: 1, longitude: 2 } }, { kind: 'location' }],
  ['contacts', { type: 'contacts', contacts: [{}] }, { kind: 'contact' }],
  [
    'a reaction',
    { type: 'reaction', reaction: { message_id: 'x', emoji: '👍' } },
    { kind: 'reaction', text: '👍' },
  ],
  [
    'a tapped button',
    { type: 'interactive', interactive: { button_reply: { id: 'a/b', title: 'Ya' } } },
    { kind: 'text', text: 'Ya', choice: 'a/b' },
  ],
  [
    'a picked row',
    { type: 'interactive', interactive: { list_reply: { id: 'a/c', title: 'Tidak' } } },
    { kind: 'text', text: 'Tidak', choice: 'a/c' },
  ],
  [
    'a tapped template button',
    { type: 'button', button: { payload: 'a/d', text: 'Baca' } },
    { kind: 'text', text: 'Baca', choice: 'a/d' },
  ],
  ['a filled form', { type: 'interactive', interactive: { nfm_reply: {} } }, { kind: 'unknown' }],
  ['what WhatsApp cannot deliver', { type: 'unsupported', errors: [] }, { kind: 'unknown' }],
  ['an order', { type: 'order', order: {} }, { kind: 'unknown' }],
  ['a kind of tomorrow', { type: 'hologram' }, { kind: 'unknown' }],
  ['a picture without its file', { type: 'image' }, { kind: 'unknown' }],
])('%s becomes a message of its kind', (_, content, expected) => {
  expect(readOne(content)?.message).toMatchObject({ id: 'wamid.1', ...expected });
});

test('a forward tells how often it was forwarded', () => {
  const text = { type: 'text', text: { body: 'x' } };
  const scores = [
    {},
    { context: { id: 'wamid.0' } },
    { context: { forwarded: true } },
    { context: { forwarded: true, frequently_forwarded: true } },
  ].map((context) => readOne({ ...text, ...context })?.message);
  expect(scores.map((message) => message?.forwardingScore)).toEqual([0, 0, 1, 5]);
  expect(scores.map((message) => message?.forwarded)).toEqual([false, false, true, true]);
});

describe('who wrote', () => {
  const text = { type: 'text', text: { body: 'x' }, id: 'wamid.1', timestamp: '1793000000' };
  const fromOf = (who: object) => read({ messages: [{ ...text, ...who }] }).deliveries[0]?.from;

  test('is known by the id that stays, with the phone number where it is told', () => {
    expect(fromOf({ from: '628', from_user_id: 'ID.1' })).toMatchObject({
      sender: 'ID.1',
      phone: '628',
    });
    expect(fromOf({ from_user_id: 'ID.1' })).toMatchObject({ sender: 'ID.1', chat: 'ID.1' });
    expect(fromOf({ from: '628' })).toMatchObject({ sender: '628', chat: '628' });
  });

  test('must be known', () => {
    expect(read({ messages: [text] })).toMatchObject({ deliveries: [], unread: 1 });
  });

  test('is not asked in groups', () => {
    expect(readOne({ ...text, group_id: 'g' })).toBeUndefined();
  });

  test('may move to another id', () => {
    const system = { type: 'user_changed_user_id', user_id: 'ID.2', previous_user_id: 'ID.1' };
    const [move] = read({ messages: [{ ...FROM, type: 'system', system }] }).moves;
    expect(move).toMatchObject({ known: { sender: 'ID.1' }, fresh: { sender: 'ID.2' } });
  });
});

test('every message of every change is read, and a broken one harms no other', () => {
  const text = (id: string) => ({ ...FROM, id, type: 'text', text: { body: id } });
  const webhook = read(
    { messages: [text('a'), { nonsense: true }, text('b')] },
    { messages: [text('c')], statuses: [] },
    { contacts: [] },
  );
  expect(webhook.deliveries.map(({ message }) => message.id)).toEqual(['a', 'b', 'c']);
  expect(webhook.unread).toBe(1);
});

test('a message of a strange shape keeps its sender, who can be told so', () => {
  const strange = { ...FROM, type: 'interactive', interactive: { button_reply: { title: 5 } } };
  expect(read({ messages: [strange] }).deliveries[0]).toMatchObject({
    from: { sender: 'ID.1' },
    message: { kind: 'unknown', id: 'wamid.1' },
  });
});

test.each(['1e300', '17.5', '-1', 'soon', null])('a time of %s counts as now', (timestamp) => {
  const text = { ...FROM, timestamp, type: 'text', text: { body: 'x' } };
  expect(read({ messages: [text] }).deliveries[0]?.message.sentAt).toBe(MORNING);
});

test('a time that lies ahead is now', () => {
  const text = { ...FROM, timestamp: '9999999999', type: 'text', text: { body: 'x' } };
  expect(read({ messages: [text] }).deliveries[0]?.message.sentAt).toBe(MORNING);
});

test('other numbers and other fields are none of our business', () => {
  const value = { messages: [{ ...FROM, type: 'text', text: { body: 'x' } }] };
  const body = {
    object: 'whatsapp_business_account',
    entry: [
      {
        changes: [
          { field: 'messages', value: { ...value, metadata: { phone_number_id: '2' } } },
          { field: 'account_update', value: { ...value, metadata: { phone_number_id: ACCOUNT } } },
        ],
      },
    ],
  };
  expect(readWebhook(body, { accounts: [ACCOUNT], now: 0 }).deliveries).toEqual([]);
});

test.each([
  ['sent', undefined, { state: 'sent' }],
  ['delivered', undefined, { state: 'delivered' }],
  ['played', undefined, { state: 'read' }],
  ['failed', 131047, { state: 'failed', again: 'when-heard' }],
  ['failed', 131026, { state: 'failed' }],
  ['failed', 130429, { state: 'failed', again: { at: MORNING + 60_000 } }],
  ['failed', 190, { state: 'failed', again: { at: MORNING + 60_000 } }],
])('the status %s with error %s tells what became of a reply', (status, code, expected) => {
  const errors = code === undefined ? undefined : [{ code, title: 'x' }];
  const sent = { id: 'w', status, timestamp: '1793000000', biz_opaque_callback_data: 'r', errors };
  const { receipts, failures } = read({ statuses: [sent] });
  expect(receipts).toEqual([{ reply: 'r', reference: 'w', at: 1_793_000_000_000, ...expected }]);
  expect(failures.map(({ fault }) => fault.code)).toEqual(code === undefined ? [] : [code]);
});

test('a status of a message that is not ours, or of a kind unknown, is passed over', () => {
  const status = { id: 'w', status: 'sent', timestamp: '1' };
  const strange = { ...status, status: 'teleported', biz_opaque_callback_data: 'r' };
  expect(read({ statuses: [status, strange] })).toMatchObject({ receipts: [], unread: 0 });
});

test.each([
  ['62', '6281000000001', undefined],
  ['60', '60123456789', undefined],
  ['1', '12025550100', undefined],
  ['852', '85223456789', undefined],
  ['ID', undefined, 'ID.13491208655302741918'],
  ['unknown', undefined, undefined],
])('the market of a charge is %s', (market, recipient_id, recipient_user_id) => {
  const status = { id: 'w', status: 'delivered', timestamp: '1793000000' };
  const statuses = [{ ...status, recipient_id, recipient_user_id, pricing: { billable: true } }];
  expect(read({ statuses }).charges).toMatchObject([
    { market, category: 'unknown', type: 'regular' },
  ]);
});

test('what is delivered is charged, with its price and what it was for', () => {
  const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' };
  const status = { id: 'w', timestamp: '1793000000', recipient_id: '6281', pricing };
  const statuses = ['sent', 'delivered', 'read', 'failed'].map((each) => ({
    ...{ ...status, status: each, biz_opaque_callback_data: 'r verdict news case-1' },
  }));
  const charge = {
    ...{ key: 'w', at: 1_793_000_000_000, market: '62', category: 'service', type: 'regular' },
    purpose: { priority: 'verdict', flow: 'news', case: 'case-1' },
  };
  expect(read({ statuses }).charges).toEqual([charge, charge]);
});

test('a free message says why it is free, and a template is no reply', () => {
  const status = { id: 'w', status: 'delivered', timestamp: '1793000000', recipient_id: '6281' };
  const free = { billable: false, type: 'free_customer_service', category: 'utility' };
  const callback = { biz_opaque_callback_data: '- digest digest' };
  const webhook = read({
    statuses: [
      { ...status, pricing: free, ...callback },
      { ...status, pricing: { ...free, type: 'regular' } },
    ],
  });
  expect(webhook.receipts).toEqual([]);
  expect(webhook.charges).toMatchObject([
    { type: 'free-customer-service', purpose: { priority: 'digest', flow: 'digest' } },
    { type: 'free', purpose: { priority: 'answer', flow: 'unknown' } },
  ]);
});
