import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { createConcepts } from '../../src/understanding/concepts.ts';
import { findDanger } from '../../src/understanding/find-danger.ts';
import { createTextClassifier, learn } from '../../src/understanding/text-classifier.ts';
import { loadScript } from '../support/stage.ts';

const { understanding } = loadScript();
const intentOf = (text: string, favoured?: ReadonlySet<string>) => {
  const meaning = understanding.meaningOf(text, favoured);
  return meaning.type === 'sure' ? meaning.intent : meaning.type;
};

test('what people ask in their own words is understood', () => {
  expect(intentOf('yang ngecek ini siapa sih orangnya')).toBe('who-checks');
  expect(intentOf('kena potong pulsa ga kalo nanya disini')).toBe('cost');
  expect(intentOf('nomer saya ketauan ga nanti')).toBe('privacy');
  expect(intentOf('udah ada hasilnya blm yg saya kirim kemaren')).toBe('when');
  expect(intentOf('tetangga dapat sembako dari timses, lapor kemana')).toBe('report-election');
});

test('a claim, a headline and an ordinary sentence mean nothing that Posko knows', () => {
  const texts = [
    'vaksin hpv bikin anak perempuan mandul',
    'Polisi menangkap dua pelaku pencurian motor di Sukamaju',
    'rapat panitia lomba kecamatan diundur sampai hari Sabtu karena hujan deras',
  ];
  for (const text of texts) expect(understanding.meaningOf(text).type, text).not.toBe('sure');
});

test.for([
  'listrik padam se jawa malam ini',
  'susu formula mengandung lilin',
  'cacar monyet sudah masuk jakarta',
  'bumi gelap 6 menit karena gerhana',
  'nyamuk wolbachia bikin anak kejang',
])('“%s” may be a claim, though of few words', (text) => {
  expect(understanding.meaningOf(text)).toEqual({ type: 'none', isClaim: true });
});

test.for([
  'saya lagi di pasar beli sayur',
  'cucu saya baru lahir kemarin',
  'wifi di rumah mati dari tadi',
  'motor saya mogok tadi pagi',
  'asdf qwer zxcv',
  'hmm',
])('“%s” is no claim', (text) => {
  expect(understanding.meaningOf(text)).not.toMatchObject({ isClaim: true });
});

test('what is open makes a meaning likelier', () => {
  const text = 'kata siapa';
  const open = new Set(['source', 'meaning', 'explain', 'disagree']);
  expect(intentOf(text, open)).toBe('source');
  expect(intentOf('udah blm', new Set(['when']))).toBe('when');
});

test('one word that only resembles those of an end ends nothing, two of them do', () => {
  for (const word of ['berhentikan', 'stopkan']) {
    expect([intentOf(word), intentOf(`${word} dong`)]).toEqual(['none', 'stop']);
  }
});

test('what was learned is the same after it was kept', () => {
  const concepts = createConcepts({ uang: 'duit uang dana', orang: 'orang manusia' });
  const classes = [
    { name: 'cost', examples: ['bayar duit ga', 'pakai uang tidak', 'duit berapa'] },
    { name: 'person', examples: ['ini orang apa', 'manusia bukan', 'ada orang ga'] },
  ];
  const learned = learn(classes, concepts);
  const kept = deserialize(serialize(learned)) as typeof learned;
  const [before, after] = [learned, kept].map((each) =>
    createTextClassifier(each, concepts).classify('perlu dana berapa'),
  );
  expect(after).toEqual(before);
  expect(before?.guesses[0]?.name).toBe('cost');
});

test('danger is found by rules and by what was learned, and not in jokes', () => {
  const kindOf = (text: string) => findDanger(text, understanding)?.kind;
  expect(kindOf('suami saya mukul lagi, sekarang gedor gedor pintu kamar')).toBe('home');
  expect(kindOf('barusan saya kasih kode otp ke orang yang ngaku bank')).toBe('scammed');
  expect(kindOf('mantan ngancem mau sebarin video kita berdua')).toBe('blackmail');
  expect(kindOf('skripsi ini membunuhku pelan pelan')).toBeUndefined();
  expect(kindOf('besok arisan di rumah bu rt jam empat')).toBeUndefined();
});

test('money before a vote leads to the report of an election violation, and is no danger', () => {
  const texts = [
    'uang serangan fajar',
    'ada serangan fajar di kampung saya, 50 ribu per kepala',
    'bagi-bagi amplop sebelum nyoblos',
    'disuruh coblos nomor sekian dikasih sembako',
  ];
  for (const text of texts) {
    expect(intentOf(text), text).toBe('report-election');
    expect(findDanger(text, understanding), text).toBeUndefined();
  }
});

test('a text of any length is read in bounded time', () => {
  const long = 'tolong saya dipukuli suami '.repeat(20_000);
  expect(understanding.dangerOf(long).chance).toBeGreaterThan(0);
  expect(understanding.meaningOf(long).type).toBeDefined();
});

test('who asks about a claim asks about the claim, not about how to ask', () => {
  const claims = [
    'nak ini betul gak ya katanya vaksin korona ada microchip nya, nenek takut',
    'pak tolong dicek dong ini bener apa engga bantuan 600 ribu dari pemerintah pusat, keburu habis soalnya',
    'ibu saya percaya banget kalau vaksin bikin mandul pasangan muda, gimana ya',
    'foto presiden pegang kartu miskin itu editan bukan sih, mohon penjelasannya',
  ];
  for (const text of claims) expect(intentOf(text), text).toBe('none');
  expect(
    intentOf('bu tolong dicek dong pesan ini bener apa engga, keburu disebar orang soalnya'),
  ).toBe('check');
});

test('a right is understood in however many words it is asked for', () => {
  const erase =
    'tolong hapus semua data saya karena suami sering memeriksa ponsel dan saya takut dimarahi';
  expect(intentOf(erase)).toBe('erase');
  expect(
    intentOf('data apa saja yang disimpan tentang percakapan saya selama setahun terakhir'),
  ).toBe('my-data');
  expect(
    intentOf(
      'bicara dengan petugas manusia dong, robot kurang paham persoalan keluarga besar kami',
    ),
  ).toBe('person');
});

test.each([
  ['jangan berhenti ya min', 'stop'],
  ['jgn hapus data saya', 'erase'],
  ['ini pesan isinya ancaman bom di mall, hoax kan?', 'report-violence'],
])('“%s” is not taken for %s', (text, intent) => {
  expect(understanding.meaningOf(text)).not.toMatchObject({ type: 'sure', intent });
});

test('who wants no films is asked whether they want nothing at all', () => {
  const meaning = understanding.meaningOf('jangan kirim video');
  expect(meaning).toEqual({ type: 'unsure', intents: ['stop'] });
});

test('what the rules of an election allow is asked, and no report', () => {
  const asked = [
    'apakah lurah boleh ikut kampanye?',
    'asn boleh kampanye gak',
    'guru pns pasang stiker caleg di mobil dinas melanggar tidak',
  ];
  for (const text of asked) expect(intentOf(text), text).not.toMatch(/^report/);
  const told = [
    'kepala desa saya ikut kampanye caleg kemarin di balai desa',
    'di kampung kami ada pembagian amplop dari timses, itu dilarang kan?',
    'mau lapor, asn boleh kampanye gak? pak camat bagi kaos',
  ];
  for (const text of told) expect(intentOf(text), text).toBe('report-election');
});
