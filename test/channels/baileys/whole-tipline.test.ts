import { expect, test } from 'vitest';
import { reply } from '../../../src/services/cases/decide-case.ts';
import { aFactCheck } from '../../support/builders.ts';
import { aDevicePost } from './stage.ts';

const HOAX =
  'Awas, mulai besok semua bank tutup sebulan penuh, segera tarik uang Anda hari ini juga';

test('a forward arrives encrypted, and its verdict leaves encrypted', async () => {
  const { whatsapp, store, post, errors } = await aDevicePost();
  await store.factChecks.save([
    aFactCheck({ title: HOAX, narratives: [HOAX], summary: 'Bank buka seperti biasa.' }),
  ]);
  await post.deps.index.follow();
  const ani = whatsapp.citizen('ani');
  const contextInfo = { isForwarded: true, forwardingScore: 5 };
  await ani.send({ extendedTextMessage: { text: HOAX, contextInfo } });
  const { text } = await ani.next();
  expect(text).toContain('Bank buka seperti biasa.');
  expect(text).toContain('*1.*');
  await ani.write('1');
  expect((await ani.next()).text).not.toBe(text);
  expect(errors).toEqual([]);
});

test('a new claim goes to the reviewers by a number, and the verdict comes back', async () => {
  const { whatsapp, store, post } = await aDevicePost();
  const budi = whatsapp.citizen('budi', { addressing: 'pn' });
  await budi.send({ extendedTextMessage: { text: HOAX, contextInfo: { isForwarded: true } } });
  await budi.next();
  await budi.write('1');
  await budi.next();
  const [found] = await store.cases.list('open', 10);
  const decision = {
    verdict: 'salah',
    summary: 'Bank tidak tutup.',
    url: 'https://sumber.example/cek',
  } as const;
  await reply(post.deps, { ticket: found?.ticket ?? '', reviewer: 'rina' }, decision);
  expect((await budi.next()).text).toContain('Bank tidak tutup.');
});

test('a message that is delivered again, as it was or sealed anew, is answered once', async () => {
  const { whatsapp, errors } = await aDevicePost();
  const ani = whatsapp.citizen('ani');
  const first = await ani.write('menu');
  await ani.next();
  await ani.duplicate(first);
  await ani.redeliver(first);
  const second = await ani.write('terima kasih');
  await ani.duplicate(second);
  await ani.next();
  await ani.write('bantuan');
  await ani.next();
  expect(new Set(ani.received.map(({ id }) => id)).size).toBe(3);
  expect(errors).toEqual([]);
});

test('a group that means us is told once of the private chat, and nothing else of it is kept', async () => {
  const { whatsapp, store, errors } = await aDevicePost(undefined, undefined, { groups: 'notice' });
  const ani = whatsapp.citizen('ani');
  const group = whatsapp.group('RT 05', [ani]);
  const means = { contextInfo: { mentionedJid: ['100000000000000@lid'] } };
  await group.send(ani, { conversation: 'arisan besok' });
  for (const text of ['benarkah ini?', 'halo?', 'kok diam?']) {
    await group.send(ani, { extendedTextMessage: { text, ...means } });
  }
  expect((await group.next()).text).toContain('chat pribadi');
  await ani.write('menu');
  await ani.next();
  expect(group.received).toHaveLength(1);
  const [channel, account, chat] = ['baileys', 'posko', group.jid];
  const known = { channel, account, chat, isGroup: true };
  const kept = await store.turns.lettersOf(
    (await store.turns.citizenAt({ ...known, sender: group.jid })) ?? '',
    10,
  );
  expect(kept.map(({ letter }) => letter)).toMatchObject([{ kind: 'group', text: '' }]);
  expect(await store.turns.citizenAt({ ...known, sender: ani.lid })).toBeUndefined();
  expect(errors).toEqual([]);
});
