import { expect, test } from 'vitest';
import { oneCitizen } from '../support/one-citizen.ts';

const CITIZEN = '6281299998888';
const HOUR_MS = 3_600_000;

const open = () => oneCitizen(CITIZEN);

test.for<[told: string, later: readonly string[], help: RegExp]>([
  [
    'rasanya pengen ilang aja dari dunia ini',
    ['ga tau deh', 'kayaknya iya', 'ga ada yang nyariin juga'],
    /healing119/,
  ],
  ['ada yang ngejar saya', ['kunci pintunya rusak', 'nomor polisi sektor berapa'], /110/],
  ['banjir di rumah saya udah sepaha', ['dua-duanya', 'airnya naik terus', 'udah sedada'], /110/],
  ['adek saya dipukulin bapak tirinya', ['kemarin malem sampe berdarah', 'nomernya tadi'], /129/],
  ['saya ditipu olshop, sudah transfer 2 juta', ['terus gimana', 'bank nya lama'], /OJK 157/],
])('what is written on after "%s" is about it', async ([told, later, help]) => {
  const { write } = await open();
  expect(await write(told)).toMatch(/110|119|157/);
  for (const text of later) expect(await write(text), text).toMatch(help);
});

test.for<[text: string, answer: RegExp]>([
  ['bener ga minum air es bikin kanker?', /cek fakta|mendekati/],
  ['cara pindah memilih gimana', /memilih|[Pp]emilu/],
  ['lapor', /laporan|Kapan dan di mana/],
])('what is clear is answered as ever: %s', async ([text, answer]) => {
  const { write } = await open();
  await write('ada yang ngejar saya');
  const answered = await write(text);
  expect(answered).toMatch(answer);
  expect(answered).not.toContain('Yang menjawab di sini mesin');
});

test.for<[told: string, light: string, later: string, help: RegExp]>([
  ['saya dikejar orang', 'ok', 'dia makin deket', /110/],
  ['saya dikejar orang', 'makasih', 'masih di luar', /110/],
  ['gw pengen mati', 'iya', 'ga ada gunanya', /healing119/],
  ['ibu saya jatuh di kamar mandi ga sadar', 'udah sadar', 'muntah muntah', /110/],
  ['anak saya minum baygon', 'oke', 'makin lemes', /110/],
  ['saya ditipu olshop, sudah transfer 2 juta', 'makasih', 'terus gimana', /OJK 157/],
])('“%s” is not over with “%s”', async ([told, light, later, help]) => {
  const { write } = await open();
  await write(told);
  expect(await write(light)).not.toMatch(/😊|pesan lain yang meragukan.*gimana/);
  expect(await write(later)).toMatch(help);
});

test.for<[told: string, said: string]>([
  ['saya dikejar orang', 'orangnya udah pergi'],
  ['saya dikejar orang', 'udah aman di masjid'],
  ['anak saya belum pulang dari kemarin', 'udah ketemu alhamdulillah'],
])('“%s” is left in peace after “%s”', async ([told, said]) => {
  const { write } = await open();
  await write(told);
  expect(await write(said)).toContain('Syukurlah');
});

test.for<[told: string, said: string]>([
  ['ibu saya jatuh di kamar mandi ga sadar', 'udah sadar tapi muntah'],
  ['gw pengen mati', 'aku ga becanda'],
  ['gw pengen mati', 'nggaklah becanda'],
  ['saya dikejar orang', 'bukanlah becanda kak'],
  ['saya dikejar orang', 'orangnya udah pergi, temennya masih di luar'],
])('“%s” is not over with “%s”', async ([told, said]) => {
  const { write } = await open();
  await write(told);
  expect(await write(said)).toMatch(/11[09]/);
});

test('who wants no more numbers in despair is left without them, and stays subscribed', async () => {
  const { write } = await open();
  await write('gw pengen mati');
  const answer = await write('udah ga usah ngirim nomor itu lagi');
  expect(answer).toContain('tidak kami ulang');
  expect(answer).not.toMatch(/langganan|119/);
});

test('who asks about a rumour on the way is still in danger after it', async () => {
  const { write } = await open();
  await write('anak saya belum pulang dari kemarin');
  expect(await write('katanya ada penculikan di daerah sini, bener ga?')).toContain('cek fakta');
  expect(await write('terus saya harus ngapain')).toContain('110');
});

test('hours later nothing is taken for the danger of before', async () => {
  const { post, write } = await open();
  await write('ada yang ngejar saya');
  await post.wait(3 * HOUR_MS);
  expect(await write('kunci pintunya rusak')).not.toContain('Tolong hubungi sekarang');
});

test('a forwarded message is checked as ever', async () => {
  const { write } = await open();
  await write('ada yang ngejar saya');
  const hoax = 'Awas! Besok gempa besar di Jakarta kata BMKG, sebarkan!';
  expect(await write(hoax, { forwarded: true })).toMatch(/cek fakta/);
});
