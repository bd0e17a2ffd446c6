import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FUZZ } from '../../support/fuzz.ts';
import { watchHeap } from '../../support/heap.ts';
import { aCloudPost } from './stage.ts';

test('Meta checks the address with the word that was agreed on', async () => {
  const { graph, url } = await aCloudPost();
  const ask = async (token: string, mode = 'subscribe') => {
    const query = new URLSearchParams({
      'hub.mode': mode,
      'hub.verify_token': token,
      'hub.challenge': '12345',
    });
    const response = await fetch(`${url}?${query}`);
    return [response.status, response.ok ? await response.text() : ''];
  };
  expect(await ask(graph.verifyToken)).toEqual([200, '12345']);
  expect(await ask('wrong')).toEqual([403, '']);
  expect(await ask(graph.verifyToken, 'unsubscribe')).toEqual([403, '']);
  expect((await fetch(url)).status).toBe(403);
});

test('what is not signed with the secret is turned away', async () => {
  const { graph } = await aCloudPost();
  const body = '{"object":"whatsapp_business_account","entry":[]}';
  expect(await graph.deliverRaw(body)).toBe(200);
  expect(await graph.deliverRaw(body, 'sha256=')).toBe(401);
  expect(await graph.deliverRaw(body, graph.sign(`${body} `))).toBe(401);
  expect(await graph.deliverRaw(body, graph.sign(body).replace('sha256', 'sha1'))).toBe(401);
  expect(await graph.deliverRaw(body, graph.sign(body).replace('sha256=', ''))).toBe(401);
});

test('the signature is over the bytes as they came, whatever letters they hold', async () => {
  const { graph } = await aCloudPost();
  const emoji = JSON.stringify({ object: 'whatsapp_business_account', entry: [], note: 'é🇮🇩' });
  const escaped = emoji.replace('é', '\\u00e9');
  for (const body of [emoji, escaped, `${emoji}\n`]) {
    expect(await graph.deliverRaw(body)).toBe(200);
  }
});

test('a message is kept before it is acknowledged', async () => {
  const { graph, store } = await aCloudPost();
  const keep = store.turns.keepMessages.bind(store.turns);
  const events: string[] = [];
  const [asked, allowed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  store.turns.keepMessages = async (...message) => {
    asked.resolve();
    await allowed.promise;
    const kept = await keep(...message);
    events.push('kept');
    return kept;
  };
  const written = graph.citizen('ani').write('halo');
  const acknowledged = written.then(() => events.push('acknowledged'));
  await asked.promise;
  expect(await graph.deliverRaw('{}', 'sha256=')).toBe(401);
  expect(events).toEqual([]);
  allowed.resolve();
  await acknowledged;
  expect(events).toEqual(['kept', 'acknowledged']);
});

test('while nothing can be kept, Meta is asked to deliver again', async () => {
  const { graph, store, errors } = await aCloudPost();
  const ani = graph.citizen('ani');
  const keep = store.turns.keepMessages.bind(store.turns);
  store.turns.keepMessages = () => Promise.reject(new Error('disk full'));
  expect(await ani.write('halo', { id: 'wamid.1' })).toBe(503);
  store.turns.keepMessages = keep;
  expect(await ani.write('halo', { id: 'wamid.1' })).toBe(200);
  expect(errors).toHaveLength(1);
});

test('a message delivered again and again is answered once', async () => {
  const { graph, settle } = await aCloudPost();
  const ani = graph.citizen('ani');
  for (let n = 0; n < 4; n += 1) await ani.write('halo', { id: 'wamid.1' });
  await settle();
  await ani.write('halo', { id: 'wamid.1' });
  await settle();
  expect(ani.shown).toHaveLength(1);
});

test('messages that arrive in another order are answered in the order they were written', async () => {
  const { graph, settle, post } = await aCloudPost();
  const ani = graph.citizen('ani', { hidesId: true });
  const at = post.clock.now();
  const messages = [
    ani.message({ type: 'text', text: { body: 'menu' } }, { at: at - 1000 }),
    ani.message({ type: 'text', text: { body: 'terima kasih' } }, { at: at - 9000 }),
  ];
  await graph.deliver({ messages });
  await settle();
  expect(ani.shown).toHaveLength(2);
  expect(ani.shown[1]?.choices.length).toBeGreaterThan(2);
});

test('what is signed but senseless is taken for good, a body that is too large gets 413', async () => {
  const { graph, errors } = await aCloudPost();
  expect(await graph.deliverRaw('')).toBe(200);
  expect(await graph.deliverRaw('{')).toBe(200);
  expect(await graph.deliverRaw('[]')).toBe(200);
  expect(await graph.deliverRaw('{"object":"page","entry":[]}')).toBe(200);
  expect(await graph.deliverRaw('x'.repeat(5 * 1024 * 1024))).toBe(413);
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(await graph.deliverRaw(deep)).toBe(200);
  const change = `{"field":"account_update","value":{"event":${deep},"ban_info":${deep}}}`;
  const shell = `{"object":"whatsapp_business_account","entry":[{"changes":[${change}]}]}`;
  expect(await graph.deliverRaw(shell)).toBe(200);
  const large = { messages: [{ type: 'text', text: { body: 'a '.repeat(1_500_000) } }] };
  expect(await graph.deliver(large)).toBe(200);
  expect(errors).toEqual([]);
});

test(
  'any JSON, and any bytes, are answered and harm nobody',
  async () => {
    const { graph, settle, errors, post } = await aCloudPost();
    // As Meta does: a connection that was kept may have been closed at this moment.
    const twice = (send: () => Promise<number>) => send().catch(send);
    const heap = watchHeap(FUZZ);
    const asMessages = fc.array(fc.oneof(fc.jsonValue(), messageShape()), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(asMessages, fc.array(fc.jsonValue()), async (messages, statuses) => {
        expect(await twice(() => graph.deliver({ messages, statuses }))).toBe(200);
        heap.answered();
      }),
      { numRuns: Math.ceil(FUZZ * 0.7) },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await twice(() => graph.deliverRaw(bytes))).toBe(200);
        heap.answered();
      }),
      { numRuns: Math.ceil(FUZZ * 0.3) },
    );
    await settle();
    expect(heap.excess()).toBe(0);
    expect([...errors, ...post.errors]).toEqual([]);
  },
  60_000 + FUZZ * 50,
);

/** Something close to a message, with a wrong turn anywhere. */
function messageShape() {
  const text = fc.oneof(fc.string(), fc.constant('6281200000001'));
  const kinds = ['text', 'image', 'interactive', 'reaction', 'system', 'button', 'audio'];
  return fc.record(
    {
      id: text,
      from: text,
      from_user_id: text,
      timestamp: fc.oneof(fc.string(), fc.integer(), fc.constant('1793000000')),
      type: fc.constantFrom(...kinds),
      text: fc.oneof(fc.record({ body: fc.string({ unit: 'binary' }) }), fc.jsonValue()),
      image: fc.oneof(fc.record({ id: text, sha256: text, caption: text }), fc.jsonValue()),
      interactive: fc.jsonValue(),
      system: fc.jsonValue(),
      context: fc.oneof(fc.record({ forwarded: fc.boolean() }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
}

test('what cannot be kept holds up nothing that came at the same time', async () => {
  const { graph, store } = await aCloudPost();
  const keep = store.turns.keepMessages.bind(store.turns);
  store.turns.keepMessages = (arrivals, at) => {
    const isPoisoned = arrivals.some(({ message }) => message.text === 'racun');
    return isPoisoned ? Promise.reject(new Error('poison')) : keep(arrivals, at);
  };
  const [ani, budi] = [graph.citizen('ani'), graph.citizen('budi')];
  const statuses = await Promise.all([
    ani.write('halo'),
    budi.write('racun'),
    ani.write('apa kabar'),
  ]);
  expect(statuses).toEqual([200, 503, 200]);
});

test('mail for another number is not silently dropped', async () => {
  const { graph, foreign } = await aCloudPost();
  const value = { metadata: { phone_number_id: '2' }, messages: [] };
  const changes = [{ field: 'messages', value }];
  await graph.deliverRaw(
    JSON.stringify({ object: 'whatsapp_business_account', entry: [{ changes }] }),
  );
  expect(foreign).toEqual([1]);
});
