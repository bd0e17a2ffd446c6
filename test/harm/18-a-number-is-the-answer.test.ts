import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { numberChoices } from '../../src/channels/write-choices.ts';
import { aMasterKey, aPost } from '../support/builders.ts';

/** A citizen who has reported a threat of violence and is asked when and where it was. */
async function asked() {
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store);
  for (const text of ['lapor', 'ancaman kekerasan', 'tidak keduanya', 'Tetangga mengancam warga'])
    await post.write('w1', text);
  const last = () => post.heard.at(-1)?.text ?? '';
  return { post, last };
}

test('its choices are named, not numbered', async () => {
  const reply = { text: 'Berapa?', choices: [{ id: 'a', label: 'Lewati' }], isUnnumbered: true };
  expect(numberChoices({ ...reply, isUnnumbered: true })).toBe('Berapa?\n\n• *Lewati*');
});

test.each([
  ['batalkan laporan', 'tidak', 'Kapan dan di mana'],
  ['batalkan laporan', 'jangan', 'Kapan dan di mana'],
  ['batalkan laporan', 'ya', 'dibatalkan'],
])('cancelling asks back: %j, then %j', async (cancel, answer, heard) => {
  const { post, last } = await asked();
  await post.write('w1', cancel);
  expect(last()).toContain('Batalkan laporan ini?');
  await post.write('w1', answer);
  expect(last()).toContain(heard);
});

test('starting over asks back before what was answered is lost', async () => {
  const { post, last } = await asked();
  await post.wait(25 * 3_600_000);
  await post.write('w1', 'lapor');
  await post.write('w1', 'mulai baru');
  expect(last()).toContain('Mulai dari awal?');
  await post.write('w1', 'tidak');
  expect(last()).toContain('Kapan dan di mana');
});
