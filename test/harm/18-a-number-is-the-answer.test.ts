import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { needsOf } from '../../src/app/required-words.ts';
import { numberChoices } from '../../src/channels/write-choices.ts';
import { checkWords } from '../../src/i18n/check-words.ts';
import { aMasterKey, aPost } from '../support/builders.ts';
import { loadScript } from '../support/stage.ts';

/** A citizen who has reported a threat of violence and is asked how many others saw it. */
async function asked() {
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store);
  for (const text of ['lapor', 'ancaman kekerasan', 'tidak keduanya', 'Tetangga mengancam warga'])
    await post.write('w1', text);
  for (let steps = 0; steps < 12 && !last().includes('Berapa orang'); steps += 1)
    await post.write('w1', 'lewati');
  function last() {
    return post.heard.at(-1)?.text ?? '';
  }
  return { post, last };
}

test.each(['1', '2', '12', '2 orang', 'dua', '0'])(
  'to how many saw it, %j is the answer',
  async (answer) => {
    const { post, last } = await asked();
    expect(last()).toContain('Berapa orang');
    await post.write('w1', answer);
    expect(last()).not.toContain('dibatalkan');
    await post.write('w1', 'lewati');
    await post.write('w1', 'lewati');
    await post.write('w1', 'tidak');
    const said = post.heard.map(({ text }) => text).join('\n');
    expect(said).toContain('sudah siap');
    expect(said).toMatch(new RegExp(`Saksi[^\\n]*${answer}`));
  },
);

test('its choices are named, not numbered', async () => {
  const reply = { text: 'Berapa?', choices: [{ id: 'a', label: 'Lewati' }], isUnnumbered: true };
  expect(numberChoices({ ...reply, isUnnumbered: true })).toBe('Berapa?\n\n• *Lewati*');
});

test.each([
  ['batalkan laporan', 'tidak', 'Berapa orang'],
  ['batalkan laporan', 'jangan', 'Berapa orang'],
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
  expect(last()).toContain('Berapa orang');
});

test('the check of the flows finds a question of how many whose choices are numbered', () => {
  const { locales, flows } = loadScript();
  const needs = needsOf(flows);
  expect(checkWords(locales, needs)).toEqual([]);
  const numbered = needs.questions.map((question) => ({ ...question, takesNumbers: false }));
  const messages = checkWords(locales, { ...needs, questions: numbered }).map(
    (found) => found.message,
  );
  expect(messages.join('\n')).toContain('report.ask.witnesses asks for a number');
});
