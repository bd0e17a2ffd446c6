import { expect, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { toDelivered } from '../../src/channels/simulator/simulator.ts';
import { receive } from '../../src/services/messaging/receive.ts';
import { VoterAnswerRepository } from '../../src/services/voters/voter-answers.ts';
import { loadScript, MORNING, openStage } from '../support/stage.ts';
import { anEntry } from '../support/voter-entries.ts';

const { voters } = loadScript();
const kept = (fields = {}) => ({ entry: anEntry(), by: 'rina', at: MORNING, ...fields });

test('what the desk writes is found, in place of what came along under the same id', async () => {
  const store = await openMemoryStore([]);
  const book = await VoterAnswerRepository.open(store.documents, voters);
  expect(book.understand('posko layanan pemilih di mana?', MORNING)).not.toMatchObject({
    topic: 'posko-pemilih',
  });
  await store.documents.put('voter-entry', { id: 'posko-pemilih', revision: 0, value: kept() });
  await book.follow();
  const understood = book.understand('posko layanan pemilih kelurahan di mana?', MORNING);
  expect(understood).toEqual({ type: 'topic', topic: 'posko-pemilih' });
  await store.close();
});

test('a retired entry is not shown, and what cannot be read changes nothing', async () => {
  const store = await openMemoryStore([]);
  const [first] = voters.entries;
  const value = { entry: first, by: 'rina', at: MORNING, retired: true };
  await store.documents.put('voter-entry', { id: first?.id ?? '', revision: 0, value });
  await store.documents.put('voter-entry', {
    id: 'dpk',
    revision: 0,
    value: { entry: 'of a later version' },
  });
  const book = await VoterAnswerRepository.open(store.documents, voters);
  const shown = book.shown(MORNING).map(({ id }) => id);
  expect(shown).not.toContain(first?.id);
  expect(shown).toContain('dpk');
  await store.close();
});

test('an entry is understood on its first and last day, and on none before or after', async () => {
  const store = await openMemoryStore([]);
  const days = { validFrom: '2026-11-25', validUntil: '2026-11-25' };
  const value = kept({ entry: anEntry(days) });
  await store.documents.put('voter-entry', { id: 'posko-pemilih', revision: 0, value });
  const book = await VoterAnswerRepository.open(store.documents, voters);
  const understood = ['2026-11-24', '2026-11-25', '2026-11-26'].map((day) =>
    book.understand('posko layanan pemilih kelurahan di mana?', Date.parse(`${day}T12:00+07:00`)),
  );
  const isOurs = understood.map((each) => each.type === 'topic' && each.topic === 'posko-pemilih');
  expect(isOurs).toEqual([false, true, false]);
  await store.close();
});

test('a question that names somebody is outlined without the name and without the number', async () => {
  const store = await openMemoryStore([]);
  const book = await VoterAnswerRepository.open(store.documents, voters);
  const outline = book.outline('kapan debat calon Budi Santoso 08123456789', MORNING);
  expect(outline).toBe('kapan-debat-calon-_-nomor-_');
  await store.close();
});

test('what was not known is counted by its outline, and an answer by its topic', async () => {
  const stage = await openStage();
  await stage.player.write('w1', { text: 'kapan debat capres Budi Santoso?' });
  await stage.player.write('w2', { text: 'bagaimana cara cek DPT?' });
  const tallies = await stage.store.figures.tallies('2026-01-01', ['voter']);
  expect(tallies.map(({ name, count }) => [name, count])).toEqual([
    ['voter.answered.cek-dpt', 1],
    ['voter.unknown.kapan-debat-calon-presiden-_', 1],
  ]);
  expect(stage.errors).toEqual([]);
  await stage.close();
});

test('an entry for one province is given there alone, after asking', async () => {
  const store = await openMemoryStore([]);
  const inBali = anEntry({
    id: 'posko-bali',
    region: 'Bali',
    answer: { id: 'Posko di Denpasar.' },
  });
  for (const entry of [anEntry(), inBali]) {
    await store.documents.put('voter-entry', { id: entry.id, revision: 0, value: kept({ entry }) });
  }
  const stage = await openStage({ store });
  const ask = async (citizen: string, ...texts: string[]) => {
    for (const text of texts) await stage.player.write(citizen, { text });
    return stage.heard.splice(0).at(-1)?.reply.text;
  };
  const question = 'alamat posko layanan pemilih di mana?';
  expect(await ask('w1', question)).toContain('provinsi mana');
  expect(await ask('w1', 'Bali')).toContain('Posko di Denpasar.');
  expect(await ask('w2', question, 'Jawa Tengah')).toContain('balai desa');
  expect(await ask('w3', `${question} saya di Bali`)).toContain('Posko di Denpasar.');
  await stage.close();
});

test('an identity number in own words is masked before it is kept; a forward stays as it is', async () => {
  const store = await openMemoryStore([]);
  const clock = { now: () => MORNING, at: () => () => {} };
  for (const [citizen, forwarded] of [
    ['w1', false],
    ['w2', true],
  ] as const) {
    const sender = { channel: 'terminal', citizen, now: MORNING };
    const delivered = toDelivered(sender, { text: 'NIK 3273014507900001', forwarded });
    await receive({ store, clock, jobs: { wake: () => {} } }, [delivered]);
  }
  const waiting = await store.turns.findDue(MORNING, 10);
  const turns = await Promise.all(waiting.map((citizen) => store.turns.readTurn(citizen)));
  const letters = turns.flatMap((turn) => turn?.pending ?? []).map(({ letter }) => letter);
  const texts = letters.map((letter) => letter.type === 'message' && letter.text);
  expect(texts.toSorted()).toEqual(['NIK 3273014507900001', 'NIK [NIK]']);
  await store.close();
});

test('a topic that is retired between the list and the pick is not answered', async () => {
  const store = await openMemoryStore([]);
  const stage = await openStage({ store });
  await stage.player.write('w1', { text: 'tanya pemilu' });
  const first = voters.entries.find(({ topic }) => topic === 'cek-dpt');
  const value = { entry: first, by: 'rina', at: MORNING, retired: true };
  await store.documents.put('voter-entry', { id: 'cek-dpt', revision: 0, value });
  await stage.player.settle();
  await stage.player.write('w1', { text: 'Cek daftar pemilih' });
  expect(stage.heard.at(-1)?.reply.text).toContain('*belum tahu*');
  expect(stage.errors).toEqual([]);
  await stage.close();
});
