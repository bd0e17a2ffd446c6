import { describe, expect, test } from 'vitest';
import { readWebhook } from '../../../src/channels/cloud-api/read-webhook.ts';
import { MORNING } from '../../support/stage.ts';

const ACCOUNT = '100000000000001';
const SECOND = Math.floor(MORNING / 1000) - 60;
const AT = SECOND * 1000;
const AGAIN = { at: MORNING + 60_000 };

/** Reads what a field says of our number. */
function read(value: object, field?: string) {
  const changes = [{ field, value: { metadata: { phone_number_id: ACCOUNT }, ...value } }];
  const body = { object: 'whatsapp_business_account', entry: [{ id: '1', changes }] };
  return readWebhook(body, { accounts: [ACCOUNT], now: MORNING });
}

const ani = { from: '6281200000001', from_user_id: 'ID.1', timestamp: `${SECOND}` };
const messageOf = (content: object) =>
  read({ messages: [{ ...ani, id: 'wamid.1', ...content }] }, 'messages').deliveries[0]?.message;

describe('a call', () => {
  const call = { ...ani, id: 'C1', event: 'connect', direction: 'USER_INITIATED' };
  const rings = (changes: object) => read({ calls: [{ ...call, ...changes }] }, 'calls');

  test('of a citizen counts as a message, to which they are told to write', () => {
    expect(rings({}).deliveries).toMatchObject([
      { from: { sender: 'ID.1' }, message: { id: 'C1:call', kind: 'call', text: '', sentAt: AT } },
    ]);
    expect(rings({ direction: undefined }).deliveries).toHaveLength(1);
  });

  test('of ours, and the end of any, is no message', () => {
    for (const changes of [{ direction: 'BUSINESS_INITIATED' }, { event: 'terminate' }]) {
      expect(rings(changes)).toMatchObject({ deliveries: [], unread: 0 });
    }
  });
});

test('who wants no messages that they did not ask for is noted, with when they said so', () => {
  const wish = { wa_id: '6281200000001', user_id: 'ID.1', timestamp: `${SECOND}` };
  const wishes = (value: string, who: object = {}) =>
    read({ user_preferences: [{ ...wish, value, ...who }] }, 'user_preferences');
  expect(wishes('stop').optOuts).toMatchObject([{ from: { sender: 'ID.1' }, at: AT }]);
  expect(wishes('resume')).toMatchObject({ optOuts: [], unread: 0 });
  expect(wishes('stop', { user_id: null, wa_id: '' })).toMatchObject({ optOuts: [], unread: 1 });
});

test('what somebody writes from the phone that shares the number is known by whom it goes to', () => {
  const echo = { id: 'E1', to: '6281200000001', to_user_id: 'ID.1', timestamp: `${SECOND}` };
  const hear = (who: object) =>
    read({ message_echoes: [{ ...echo, ...who }] }, 'smb_message_echoes');
  expect(hear({}).echoes).toMatchObject([
    { to: { sender: 'ID.1', phone: '6281200000001' }, id: 'E1', at: AT },
  ]);
  expect(hear({ to_user_id: undefined }).echoes).toMatchObject([
    { to: { sender: '6281200000001' } },
  ]);
  expect(hear({ to_user_id: null, to: null })).toMatchObject({ echoes: [], unread: 1 });
});

describe('a citizen who has moved', () => {
  const move = (value: object, field: string) =>
    read(value, field).moves.map(({ known, fresh }) => [known.sender, fresh.sender, fresh.phone]);
  const system = (from: object, told: object) =>
    move(
      { messages: [{ id: 'S1', timestamp: `${SECOND}`, type: 'system', ...from, system: told }] },
      'messages',
    );

  test('to another id is told by a field of its own', () => {
    const update = { wa_id: '6281', user_id: { previous: 'ID.1', current: 'ID.2' } };
    expect(move({ user_id_update: [update] }, 'user_id_update')).toEqual([
      ['ID.1', 'ID.2', undefined],
    ]);
  });

  test('to another number is found by the id that stays, or else by the number before', () => {
    const staying = { from: '6281', from_user_id: 'ID.1' };
    expect(system(staying, { wa_id: '6282', user_id: 'ID.1' })).toEqual([['6281', 'ID.1', '6282']]);
    expect(system({ from: '6281' }, { new_wa_id: '6282' })).toEqual([['6281', '6282', undefined]]);
    expect(system(staying, { user_id: 'ID.2' })).toEqual([['ID.1', 'ID.2', undefined]]);
  });

  test('to nowhere, or from nowhere, has not moved', () => {
    expect(system({ from: '6281' }, {})).toEqual([]);
    expect(system({}, { wa_id: '6282' })).toEqual([]);
    expect(
      read({ messages: [{ id: 'S1', type: 'system', from: '6281' }] }, 'messages').deliveries,
    ).toEqual([]);
  });
});

describe('an error of the account', () => {
  const tells = (...errors: unknown[]) => read({ errors }, 'messages').notices;

  test('is told to the operator, and apart where nothing goes out any more', () => {
    expect(
      tells(
        { code: 190, title: 'Token expired' },
        { code: 131000, error_data: { details: 'Try' } },
      ),
    ).toEqual([
      { topic: 'api-stopped', of: '', detail: '190 Token expired', at: MORNING },
      { topic: 'api-error', of: '', detail: '131000 Try', at: MORNING },
    ]);
    expect(tells({ code: 100, error_subcode: 33 })).toMatchObject([
      { topic: 'api-stopped', detail: '100/33' },
    ]);
    expect(tells('nonsense', { title: 'no code' })).toEqual([]);
  });
});

describe('a status', () => {
  const status = {
    id: 'w',
    status: 'failed',
    timestamp: `${SECOND}`,
    biz_opaque_callback_data: 'r',
  };
  const hear = (changes: object) => read({ statuses: [{ ...status, ...changes }] }, 'messages');

  test('of a message that has left is noted for its number', () => {
    expect(hear({ status: 'sent' }).sent).toEqual([{ account: ACCOUNT, at: AT }]);
    expect(hear({ status: 'delivered' }).sent).toEqual([]);
    expect(hear({ status: 'sent', biz_opaque_callback_data: undefined })).toMatchObject({
      sent: [{ at: AT }],
      receipts: [],
    });
  });

  test('without an error may get through later, as may one for which WhatsApp lost the picture', () => {
    expect(hear({}).receipts).toEqual([
      { reply: 'r', reference: 'w', state: 'failed', at: AT, again: AGAIN },
    ]);
    expect(hear({ errors: [{ code: 131053 }] }).receipts[0]).not.toHaveProperty(
      'again',
      'when-heard',
    );
  });

  test('that no template may go out waits for its citizen', () => {
    expect(hear({ errors: [{ code: 132001 }] }).receipts[0]?.again).toBe('when-heard');
  });

  test('of one member is no failure of the whole group', () => {
    const [receipt] = hear({ recipient_type: 'group', errors: [{ code: 131047 }] }).receipts;
    expect(receipt).toEqual({ reply: 'r', reference: 'w', state: 'failed', at: AT });
  });

  test('names whom its error concerns, as far as that is known', () => {
    const whose = (who: object) => hear({ errors: [{ code: 131026 }], ...who }).failures[0]?.who;
    expect(whose({ recipient_user_id: 'ID.1', recipient_id: '6281' })).toBe('ID.1');
    expect(whose({ recipient_id: '6281' })).toBe('6281');
    expect(whose({})).toBe('r');
    expect(whose({ biz_opaque_callback_data: undefined })).toBe('w');
  });

  test('in a group is charged for each member', () => {
    const pricing = { billable: true, category: 'Service Message!', type: 'regular' };
    const group = { status: 'delivered', recipient_type: 'group', pricing, recipient_id: 'g' };
    const charge = (who: object) => hear({ ...group, ...who }).charges[0];
    expect(charge({ recipient_participant_id: '6281' })).toMatchObject({
      key: 'w 6281',
      market: '62',
    });
    expect(charge({ recipient_participant_user_id: 'MY.7' })).toMatchObject({
      key: 'w MY.7',
      market: 'MY',
    });
    expect(charge({})?.category).toBe('service-message-');
    expect(hear({ status: 'delivered', pricing, id: '' }).charges).toEqual([]);
  });
});

test('a message that was edited is read as it says now, and what needs no answer is silent', () => {
  const edited = (message: object) => messageOf({ type: 'edit', edit: { message } });
  expect(edited({ type: 'text', text: { body: 'lebih baik' } })).toMatchObject({
    kind: 'text',
    text: 'lebih baik',
  });
  const silent = { kind: 'reaction', text: '' };
  expect(edited({ type: 'edit' })).toMatchObject(silent);
  expect(messageOf({ type: 'edit' })).toMatchObject(silent);
  expect(messageOf({ type: 'revoke' })).toMatchObject(silent);
  for (const type of ['edit', 'keep_in_chat', 'pin', 'poll_update', 'reaction', 'revoke']) {
    expect(messageOf({ type: 'unsupported', unsupported: { type } })).toMatchObject(silent);
  }
  const permission = { type: 'interactive', interactive: { type: 'call_permission_reply' } };
  expect(messageOf(permission)).toMatchObject(silent);
});

test.each([
  ['nothing but a kind', { type: 'text' }],
  ['a picture without its file', { type: 'image' }],
  ['something that Meta does not pass on', { type: 'unsupported', unsupported: { type: 'poll' } }],
  ['something that is not named', { type: 'unsupported' }],
  [
    'a form that is not ours',
    { type: 'interactive', interactive: { nfm_reply: { response_json: '{}' } } },
  ],
  ['a kind of tomorrow', { type: 'hologram' }],
])('%s is told apart from what can be judged', (_, content) => {
  expect(messageOf(content)).toMatchObject({ kind: 'unknown', text: '' });
});

test('a file keeps a name of two hundred letters, and a sticker no file', () => {
  const document = { id: '7', filename: 'x'.repeat(300) };
  const { remote } = messageOf({ type: 'document', document }) ?? {};
  expect(JSON.parse(remote?.reference ?? '{}')).toEqual({ id: '7', name: 'x'.repeat(200) });
  expect(remote).toMatchObject({ channel: 'cloud-api', account: ACCOUNT });
  expect(messageOf({ type: 'voice', voice: { id: '7' } })).toMatchObject({ kind: 'audio' });
  expect(messageOf({ type: 'sticker', sticker: { id: '7' } })).not.toHaveProperty('remote');
});

test('of a message in a group nothing is kept but that one came', () => {
  const message = {
    ...ani,
    id: 'wamid.1',
    type: 'text',
    text: { body: 'rahasia' },
    group_id: 'g7',
  };
  const [heard] = read({ messages: [message] }, 'messages').deliveries;
  expect(heard).toMatchObject({
    from: { channel: 'cloud-api', account: ACCOUNT, chat: 'g7', sender: 'g7', isGroup: true },
    message: { kind: 'group', text: '' },
  });
  expect(JSON.stringify(heard)).not.toMatch(/rahasia|ID\.1|6281/);
});

test('a number is known with and without its plus, and is not taken for an id', () => {
  const who = (from: object) => {
    const message = { id: 'wamid.1', type: 'text', text: { body: 'x' }, timestamp: `${SECOND}` };
    return read({ messages: [{ ...message, ...from }] }, 'messages').deliveries[0]?.from;
  };
  expect(who({ from: '+6281' })).toEqual(who({ from: '6281' }));
  expect(who({ from: '+ab', from_user_id: 'ID.1' })).toEqual(who({ from_user_id: 'ID.1' }));
  expect(who({ from: 'ab' })).toMatchObject({ sender: 'ab' });
});

test('a tapped button says what it says, and what it stands for', () => {
  const button = (said: object) => messageOf({ type: 'button', button: said });
  expect(button({ text: 'Ya', payload: 'yes' })).toMatchObject({ text: 'Ya', choice: 'yes' });
  expect(button({ text: 'Ya', payload: null })).not.toHaveProperty('choice');
  const list_reply = { id: 'b', title: 'Tidak' };
  expect(messageOf({ type: 'interactive', interactive: { list_reply } })).toMatchObject({
    choice: 'b',
  });
  expect(messageOf({ type: 'request_welcome' })).toMatchObject({ kind: 'text', text: 'halo' });
});

test('a change without a field of its own has that of its entry, and what is broken is counted', () => {
  const message = { ...ani, id: 'wamid.1', type: 'text', text: { body: 'x' } };
  const value = { metadata: { phone_number_id: ACCOUNT }, messages: [message] };
  const readEntry = (...entry: unknown[]) => {
    const body = { object: 'whatsapp_business_account', entry };
    return readWebhook(body, { accounts: [ACCOUNT], now: MORNING });
  };
  expect(readEntry({ changes: [{ value }] }).deliveries).toHaveLength(1);
  expect(readEntry({ field: 'smb_app_state_sync', changes: [{ value }] })).toMatchObject({
    deliveries: [],
    unknown: ['smb_app_state_sync'],
  });
  expect(readEntry({ changes: ['x', { value }] })).toMatchObject({ unread: 1, deliveries: [{}] });
  expect(readEntry({ changes: [{ value: { ...value, metadata: undefined } }] })).toMatchObject({
    foreign: 1,
    deliveries: [],
  });
  expect(readWebhook({ object: 'page' }, { accounts: [ACCOUNT], now: MORNING }).unread).toBe(1);
});
