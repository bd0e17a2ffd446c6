import { expect, test } from 'vitest';
import { lastAnswer, oneCitizen } from '../support/one-citizen.ts';

const RUMOUR =
  'Gubernur Riau melarang warga makan durian mulai minggu depan, sebarkan ke grup lain';

test.for<[text: string]>([
  ['yg bener dong'],
  ['simpan aja di hati wkwk'],
  ['setuju banget tuh gubernurnya'],
  ['makasih udah dicek'],
  ['ok trima kasih'],
  ['yo mas, aku lagi neng sawah'],
  ['iya bang, emak gue jatoh'],
  ['muhun kang, abdi nuju di sawah'],
])('a remark that has a yes in it queues nothing: %s', async ([text]) => {
  expect(await lastAnswer([RUMOUR, text])).not.toContain('antrean');
});

test.for<[text: string]>([
  ['saya hapus aja kan?'],
  ['hapus aja chat gituan kan?'],
  ['apk nya boleh dihapus ga'],
])('who asks about a message or a file is not offered to erase their data: %s', async ([text]) => {
  const { write } = await oneCitizen('6281299990033');
  await write('ada kiriman apk undangan di wa', { forwarded: true });
  expect(await write(text)).not.toContain('Hapus sekarang?');
  expect(await write('iya')).not.toContain('Sudah dihapus');
});

test.for<[text: string]>([['jangan2 kamu penipu ya'], ['teu ngartos abdi']])(
  'who wonders at the question of consent has not refused: %s',
  async ([text]) => {
    expect(await lastAnswer([RUMOUR, text])).not.toContain('tidak kami simpan');
  },
);

test.for<[text: string]>([['hapus data saya bisa ga?'], ['nomor saya dihapus aja ya?']])(
  'who asks for their own data to be erased is understood: %s',
  async ([text]) => {
    expect(await lastAnswer([text])).toContain('Hapus sekarang?');
  },
);

test.for<[text: string]>([
  ['ibu saya minta nomornya dihapus dari sini'],
  ['tolong hapusin nomor bapak saya, dia yg dulu chat'],
  ['pacar minta saya hapus nomor mantan, gimana ya'],
])('who asks for the data of somebody else keeps their own: %s', async ([text]) => {
  expect(await lastAnswer([text])).toContain('hanya bisa dihapus dari nomornya sendiri');
});

test.for<[text: string]>([['sip hapus'], ['oke hapus'], ['gas hapus'], ['yo busek']])(
  'who confirms an erasure in their own words is not told that nothing was erased: %s',
  async ([text]) => {
    expect(await lastAnswer([RUMOUR, 'hapus data saya', text])).toContain('Sudah dihapus');
  },
);

test.for<[text: string]>([
  ['tarik izin aja, data jangan dihapus'],
  ['saya cabut izin tp datanya biarin'],
])(
  'who withdraws and keeps their data is told how, and not that nothing was erased: %s',
  async ([text]) => {
    const { write } = await oneCitizen('6281299990036');
    await write(RUMOUR, { forwarded: true });
    await write('ya');
    expect(await write(text)).toContain('Tulis *TARIK IZIN*');
  },
);

test.for<[told: string, text: string]>([
  ['minum baygon dia pak', 'enggak, di film'],
  ['kambing tetangga keracunan daun', 'bukan, cuma kambing'],
])('who says that it is no danger is not sent help again: %s / %s', async ([told, text]) => {
  expect(await lastAnswer([told, text])).not.toContain('Tolong hubungi sekarang');
});

test.for<[told: string, text: string]>([
  ['minum baygon dia pak', 'ga napas dia'],
  ['minum baygon dia pak', 'tidak gerak'],
])('a body that does not move denies no danger: %s / %s', async ([told, text]) => {
  expect(await lastAnswer([told, text])).not.toContain('Syukurlah');
});

test.for<[told: string]>([
  ['saya pengen mati aja'],
  ['ada yang ngejar saya bawa parang'],
  ['saya ketipu transfer 2 juta'],
])('who writes on in trouble is not sent the same words again and again: %s', async ([told]) => {
  const { write } = await oneCitizen('6281299990034');
  await write(told);
  const answers = [];
  for (const text of ['bingung', 'gimana dong', 'lagi di kamar', 'ga tau'])
    answers.push(await write(text));
  expect(answers.filter((answer) => answer.length > 300)).toHaveLength(1);
  for (const answer of answers) expect(answer).toMatch(/\b(?:110|119|157)\b/);
});

test('thanks in despair are answered kindly, and a farewell is no thanks', async () => {
  const { write } = await oneCitizen('6281299990035');
  await write('saya pengen mati aja');
  expect(await write('terimakasih banyak 🙏')).toMatch(/^Terima kasih sudah menulis.*119/s);
  expect(await write('aku pamit')).toMatch(/Jangan sendirian.*119/s);
});

test.for<[text: string, answer: RegExp]>([
  ['datanya aman ga?', /dikunci/],
  ['bayar ga', /Gratis/],
])('a plain question about Posko is answered in trouble, too: %s', async ([text, answer]) => {
  expect(await lastAnswer(['anak saya dibully di sekolah', text])).toMatch(answer);
});

test('who is watched is not sent the numbers again', async () => {
  const said = 'jangan kirim ke nomer ini ya, hp dipegang suami';
  expect(await lastAnswer(['suami saya mukulin saya terus', said])).not.toMatch(/110|129/);
});

test.for<[text: string, help: RegExp]>([
  ['rumah sebelah kebakaran', /112/],
  ['barusan gempa gede banget di cianjur', /110/],
  ['anak tetangga tenggelam di kali', /112/],
  ['mama jatoh di kamar mandi ga sadar', /IGD/],
  ['bapak saya jatuh dari motor, berdarah kepalanya', /IGD/],
  ['bau gas menyengat di dapur', /112/],
  ['sa pu anak hilang dari kemarin', /129/],
  ['saya sudah titipkan anak ke neneknya. saya pamit ya min', /119/],
  ['sedih banget pengen mati aja', /119/],
  ['anak ambo tamakan racun tikuih baa ko', /IGD/],
  ['banjire wis nganti gulu iki aku ning nduwur lemari', /110/],
  ['si adik kalelep di empang euy', /112/],
  ['kitorang pu rumah dong bakar', /110/],
  ['kaki saya kelindes truk', /IGD/],
  ['ombak gede perahu bocor tolongin', /110/],
  ['btw kak klo minum obat tidur 30 biji langsung mati ga ya', /119/],
  ['aku di malaysia, paspor ditahan agen, dikurung ga boleh keluar', /KBRI/],
])('danger is heard: %s', async ([text, help]) => {
  expect(await lastAnswer([text])).toMatch(help);
});

test.for<[text: string]>([
  ['suami saya kerja di tambang pulang sebulan sekali'],
  ['suami saya mukul bola kena kaca tetangga'],
  ['papa mama cerai'],
  ['anak saya umur 5 th suka makan sayur'],
  ['HPnya mati'],
  ['foto profil wa saya kok ga bisa dihapus'],
  ['saya transfer 2 juta ke anak saya buat kuliah'],
])('what is no danger is not taken for one: %s', async ([text]) => {
  expect(await lastAnswer([text])).not.toMatch(/\b(?:110|112|119|129|157)\b/);
});

test('illness and fire are helped inside a report, too', async () => {
  expect(await lastAnswer(['mau lapor penipuan', 'bentar anak gue kejang'])).toMatch(/112.*IGD/s);
});

test.for<[text: string, answer: RegExp]>([
  ['😭😭', /prihatin/],
  ['ibu saya meninggal minggu lalu', /prihatin/],
  ['aku mau curhat boleh?', /prihatin/],
  ['😡', /Maaf/],
  ['🙏', /Sama-sama/],
  ['😂😂', /😊/],
])('what somebody feels is met in kind: %s', async ([text, answer]) => {
  expect(await lastAnswer([text])).toMatch(answer);
});

test.for<[text: string]>([
  ['pinjol ilegal bisa nyebar data ga'],
  ['makan nasi dingin bisa nyembuhin diabetes gak kak'],
])('what ends as a question is looked up: %s', async ([text]) => {
  expect(await lastAnswer([text])).toContain('belum menemukan');
});
