import { expect, test } from 'vitest';
import { lastAnswer } from '../support/one-citizen.ts';

const RUMOUR = 'katanya ada begal di jalan raya cilebut tiap malem';

test.for<[text: string]>([
  ['tetangga saya setuju banget tuh infonya'],
  ['kemarin saya klik setuju di situs itu'],
  ['polisi udah setuju mau patroli'],
  ['boleh jadi cuma gosip'],
  ['boleh juga tuh ceritanya'],
  ['boleh minta nomor polisi'],
  ['kata pak RT gak masalah'],
  ['silakan lewat jalan lain kata pak rt'],
  ['mau pulang dulu ya'],
  ['oke bot bodoh'],
  ['gapapa kan ya'],
  ['iya tadi malem rame banget'],
  ['bisa kirim wa cuma pas ke kamar mandi'],
  ['warga setuju sama lurahnya'],
  ['iya iya, bot sok penting lu'],
  ['mantap beritanya'],
  ['setuju sekali dengan tulisannya'],
])('a yes to something else is no consent: %s', async ([text]) => {
  expect(await lastAnswer([RUMOUR, text])).not.toContain('antrean');
});

test.for<[text: string]>([
  ['ya'],
  ['y'],
  ['boleh lah kak diperiksa aja'],
  ['ya udah simpen aja pesannya'],
  ['silakan bu guru juga penasaran'],
  ['kagak ngapa-ngapa bang, simpen aje'],
  ['Sok atuh simpen weh'],
  ['Monggo pak, kulo mboten keberatan'],
  ['ya boleh dong masa engga'],
  ['setuju kak, tolong cepet ya'],
])('a plain yes is one: %s', async ([text]) => {
  expect(await lastAnswer([RUMOUR, text])).toMatch(/antrean/);
});

test.for<[text: string]>([['ditelpon ga diangkat'], ['besok ga usah sekolah aja apa ya']])(
  'what denies something else drops no message: %s',
  async ([text]) => {
    expect(await lastAnswer([RUMOUR, text])).not.toContain('tidak kami simpan');
  },
);

test.for<[told: string, said: string, help: RegExp]>([
  ['suami suka mukul kalo kalah judi', 'katanya karena saya cerewet', /129/],
  ['anak saya 2 th nelen batre jam tangan', 'katanya kasih madu, bener?', /11[02]|IGD/],
  ['bapak tiri suka masuk kamar malem2', 'katanya cuma ngecek jendela', /129/],
])('what others say of a danger is no rumour: %s / %s', async ([told, said, help]) => {
  expect(await lastAnswer([told, said])).toMatch(help);
});

test.for<[text: string, help: RegExp]>([
  ['mamak minum obat tensi 10 biji sekaligus, udah setengah jam', /IGD/],
  ['berapa banyak paracetamol yang bikin ga bangun lagi', /healing119/],
  ['hari ini terakhir aku ganggu kalian semua', /healing119/],
  ['laut tiba2 surut di pantai kami, anak-anak pada turun nyari ikan', /tempat yang tinggi/],
  ['gunung bunyi terus dari semalem, bau belerang nyengat', /tempat yang tinggi/],
  ['di kampung sebelah rumah2 warga cina ditandain cat merah', /110/],
  ['kerja di kamboja ternyata jadi operator judol, paspor ditahan', /KBRI/],
])('danger told in passing is heard: %s', async ([text, help]) => {
  expect(await lastAnswer([text])).toMatch(help);
});

test.for<[text: string]>([
  ['tangan saya kena cat, ilanginnya pake apa'],
  ['anakku mati lampu dari sore nangis kepanasan'],
  ['anak perempuan saya umur 12 mau vaksin'],
  ['ayah sakit jantung ga mau minum obat dokter maunya herbal'],
  ['ada telp dari polisi bilang anak saya kecelakaan nabrak orang minta 15 juta damai'],
])('what only sounds like danger gets no list of numbers to call: %s', async ([text]) => {
  expect(await lastAnswer([text])).not.toMatch(/SAPA 129|healing119|Keselamatan dulu/);
});

const FILED = [
  'lapor',
  'penipuan',
  'kemarin saya ditipu toko, transfer 2 juta ke 0812345678',
  'lewati',
];

test.for<[text: string]>([
  ['hapus data saya kecuali laporan saya'],
  ['hapus semua kecuali laporan penipuan saya'],
  ['tolong hapus pesan yang tadi tapi jangan laporan saya'],
])('who wants to keep something is never offered to lose it: %s', async ([text]) => {
  const answer = await lastAnswer([...FILED, text]);
  expect(answer).toContain('HAPUS LAPORAN');
  expect(answer).not.toContain('Hapus sekarang?');
});

test('one report is erased alone, once that is confirmed', async () => {
  const before = await lastAnswer([...FILED, 'hapus laporan itu aja', 'tidak jadi', 'data saya']);
  expect(before).toContain('Berkas laporan yang disiapkan: 1');
  const after = await lastAnswer([...FILED, 'hapus laporan itu aja', 'ya, hapus', 'data saya']);
  expect(after).toContain('Berkas laporan yang disiapkan: tidak ada');
  expect(after).toMatch(/Pesan yang belum dihapus: [1-9]/);
});

test.for<[text: string, answer: RegExp]>([
  ['hapus yang terakhir saya kirim aja, yang lain biarin', /sebagian/],
  ['hapus nomor saya dari kabar hasil aja, laporannya tetep disimpen', /sebagian/],
  ['jangan dihapus ya punya saya, saya masih nunggu hasilnya', /tidak ada yang dihapus/],
  ['suami saya nyuruh hapus semua, saya sih ga mau', /tidak ada yang dihapus/],
  ['data saya di pinjol bisa dihapus ga?', /di tempat lain/],
  ['lho saya belum ngijinin', /TARIK IZIN/],
])('a wish about data is no answer to where a message came from: %s', async ([text, answer]) => {
  expect(await lastAnswer([RUMOUR, 'ya', text])).toMatch(answer);
});

test('erasing reports gives nobody more of them in a day', async () => {
  const once = [...FILED, 'hapus laporan itu aja', 'ya, hapus'];
  const answer = await lastAnswer([...once, ...once, ...once, 'lapor', 'penipuan']);
  expect(answer).not.toContain('Apa yang terjadi');
  expect(answer).toMatch(/tiga|3 laporan|terlalu banyak|besok/i);
});

test.for<[text: string]>([['batalin aja'], ['ga jadi ah takut']])(
  'who calls off a report before it is written is told what is kept: %s',
  async ([text]) => {
    const answer = await lastAnswer(['ada yang ngejek saya di tiktok tiap hari', text]);
    expect(answer).toContain('belum selesai');
  },
);

test.for<[text: string]>([
  ['dia jual hp murah di marketplace'],
  ['saya pns boleh kampanye ga'],
  ['aku mau denger pake suara'],
  ['orang tua minta pulsa ke anaknya wajar'],
])('no report is begun unasked: %s', async ([text]) => {
  expect(await lastAnswer([text])).not.toContain('cerita Anda tadi sudah kami catat');
});

test('whoever asks which posko is real hears what it never asks for', async () => {
  const asked = 'nomor posko ini asli kan? kemarin ada yg wa ngaku posko minta ktp';
  expect(await lastAnswer([asked])).toContain('Kami tidak pernah meminta');
});
