import { expect, test } from 'vitest';
import { lastAnswer } from '../support/one-citizen.ts';

const SCAM = ['saya mau lapor penipuan'];
const SCAM_WHO = [...SCAM, 'kemarin'];
const ELECTION = ['lapor', '6', 'ada yang bagi amplop'];
const ELECTION_NAME = [
  'lapor',
  '6',
  'kemarin di desa sukamaju garut pak kades bagi amplop',
  'pak kades',
];

test.for<[where: string, before: readonly string[], text: string, help: RegExp]>([
  ['the day is asked', SCAM, 'saya pengen mati aja', /healing119/],
  ['the day is asked', SCAM, 'tolong anak saya kejang', /110/],
  ['the day is asked', SCAM, 'suami saya mukulin saya gara gara uangnya ilang', /110/],
  ['the day and the place are asked', ELECTION, 'orangnya ngejar saya bawa parang', /110/],
  ['the number is asked', SCAM_WHO, 'udah ga kuat saya pengen mati aja', /healing119/],
  ['the name is asked', ELECTION_NAME, 'saya diancam mau dibunuh kalau lapor', /110/],
  ['the name is asked', ELECTION_NAME, 'aku udah ga kuat hidup pengen mati', /healing119/],
])('danger told where %s is helped: %s', async ([, before, text, help]) => {
  const answer = await lastAnswer([...before, text]);
  expect(answer).toMatch(help);
  expect(answer).not.toMatch(/Batalkan laporan|sudah siap|belum menangkap/);
});

test.for<[text: string]>([['terus gimana'], ['terserah'], ['pak RT yg bagi'], ['sebentar']])(
  'what is no name is not kept as one: %s',
  async ([text]) => {
    expect(await lastAnswer([...ELECTION_NAME, text])).toContain('Silakan tulis nama');
  },
);

test.for<[text: string]>([['ga mau'], ['ga mau nulis nama'], ['ga usah']])(
  'who does not want to be named still gets the report: %s',
  async ([text]) => {
    const answer = await lastAnswer([...ELECTION_NAME, text]);
    expect(answer).toContain('sudah siap');
    expect(answer).not.toContain('✅ Nama pelapor');
  },
);

test('who tells of danger where the name is asked has given none', async () => {
  const answer = await lastAnswer([...ELECTION_NAME, 'saya disekap majikan di johor', 'lapor']);
  expect(answer).toContain('tuliskan nama dan alamat Anda');
});

test('whoever names a child is not kept from leaving the name out', async () => {
  const answer = await lastAnswer([...ELECTION_NAME, 'ga usah, takut anak saya tahu']);
  expect(answer).toContain('sudah siap');
  expect(answer).not.toContain('✅ Nama pelapor');
});

test('a name with an address is kept', async () => {
  const answer = await lastAnswer([...ELECTION_NAME, 'Siti Aminah, kp cibeureum rt 3']);
  expect(answer).toContain('✅ Nama pelapor');
});

test('a number is kept whatever stands before it', async () => {
  expect(await lastAnswer([...SCAM_WHO, 'nomornya 085799912345'])).toContain('085799912345');
});

test.for<[text: string, isDropped: boolean]>([
  ['ya', true],
  ['batalkan', true],
  ['lanjut', false],
  ['eh lanjut aja', false],
  ['simpan dulu', false],
  ['tidak', false],
])('a report is deleted only where that was said: %s', async ([text, isDropped]) => {
  const answer = await lastAnswer([...SCAM_WHO, 'batal', text]);
  expect(answer.includes('laporan dibatalkan')).toBe(isDropped);
});

test.for<[text: string]>([
  ['gimana cara hapus data gue di pinjol'],
  ['tolong hapusin akun fake yg ngaku2 gue'],
  ['hapus akun tiktok gue bisa?'],
  ['hapus grup'],
  ['cara hapus akun whatsapp'],
  ['bisa dihapus ga fotonya'],
  ['jangan hapus data saya ya'],
  ['gue gamau data gue dihapus ya jgn diapus2'],
])('what is elsewhere, or is to stay, is not erased here: %s', async ([text]) => {
  expect(await lastAnswer([text])).not.toContain('Hapus sekarang?');
  expect(await lastAnswer([text, 'ya'])).not.toContain('Sudah dihapus');
});

test.for<[text: string]>([['hapus data saya'], ['hapus chat saya'], ['hapus semua laporan saya']])(
  'one’s own data are erased once that is confirmed: %s',
  async ([text]) => {
    expect(await lastAnswer([text])).toContain('semuanya sekaligus');
    expect(await lastAnswer([text, 'ya'])).toContain('Sudah dihapus');
  },
);

const UNCHECKED =
  'Gunung Salak meletus besok malam, warga Bogor wajib evakuasi sekarang juga kata BMKG';

test.for<[text: string]>([
  ['iya iya percaya deh KPU paling jujur sedunia 🙄'],
  ['iya iya gue tau lo dibayar kpu'],
  ['silakan disebar ya kata emak gue'],
  ['gue udah isi nik sama nama ibu kandung'],
  ['ya elah'],
  ['iya yang satu aja'],
  ['boleh asal jangan kasih polisi'],
  ['oke makasih infonya'],
  ['baik, terima kasih ya'],
  ['iya sih'],
  ['iya bentar'],
  ['ya, itu dari teman saya'],
  ['silakan cek sendiri'],
])('only a yes lets a message be kept: %s', async ([text]) => {
  expect(await lastAnswer([UNCHECKED, text])).not.toContain('masuk antrean');
});

test.for<[text: string]>([['boleh kak, monggo'], ['ya udah deh boleh'], ['iya silakan dicek kak']])(
  'a yes in its own words does: %s',
  async ([text]) => {
    expect(await lastAnswer([UNCHECKED, text])).toContain('masuk antrean');
  },
);

test.for<[text: string]>([['jangan kirim ke pemeriksa'], ['ga mau disimpan'], ['ojo disimpen']])(
  'who takes a yes back is told how, and nothing is noted as an answer: %s',
  async ([text]) => {
    expect(await lastAnswer([UNCHECKED, 'ya', text])).toContain('TARIK IZIN');
  },
);

test.for<[text: string]>([
  ['saya mau transfer sekarang'],
  ['kalo bayar ilang kan fotonya?'],
  ['ada yg telpon ngaku polisi katanya anak saya ketangkep narkoba minta 25 juta'],
])('who is about to pay is told not to: %s', async ([text]) => {
  expect(await lastAnswer([text])).toMatch(/Jangan bayar/);
});

test.for<[text: string]>([['ga jadi diingatkan'], ['jangan ingatkan saya']])(
  'who takes back a wish to be reminded is not reminded: %s',
  async ([text]) => {
    const asked = [...ELECTION_NAME, 'lewati', 'ya'];
    expect(await lastAnswer([...asked, text])).toContain('tidak akan mengingatkan lagi');
  },
);

test.for<[text: string]>([
  ['eh salah, bukan bogor tapi sukabumi'],
  ['ralat, bukan BMKG tapi BPBD'],
  ['bukan besok malam, yang lusa'],
  ['undangan mencoblos belum dapat'],
])('who puts something right has not said no: %s', async ([text]) => {
  expect(await lastAnswer([UNCHECKED, text])).not.toMatch(/tidak kami simpan|kalau nanti perlu/i);
});

const BULLYING = ['mau lapor bullying'];

test.for<[text: string]>([
  ['dua-duanya'],
  ['kayaknya iya'],
  ['mungkin'],
  ['entahlah'],
  ['kurang tau'],
  ['both'],
])('whoever may be in danger is told whom to call: %s', async ([text]) => {
  expect(await lastAnswer([...BULLYING, text])).toContain('110');
});

test.for<[text: string]>([['nggak kok aman'], ['udah lewat sih'], ['tidak ada']])(
  'who is safe is asked on: %s',
  async ([text]) => {
    expect(await lastAnswer([...BULLYING, text])).toContain('Kapan dan di mana');
  },
);

test('what stays unclear is not taken for safe', async () => {
  const answer = await lastAnswer([...BULLYING, 'kelas 8', 'tiap hari']);
  expect(answer).toContain('110');
});

test('a story told where safety is asked is kept, and safety asked again', async () => {
  const before = ['aku di bully di sekolah', 'difoto pas ganti baju terus disebar di grup kelas'];
  expect(await lastAnswer(before)).toContain('ada yang terancam');
  const file = await lastAnswer([...before, 'aman kok', 'kemarin', 'lewati']);
  expect(file).toContain('disebar di grup kelas');
});

const SCAM_PROOF = ['saya mau lapor penipuan', 'kemarin sore'];

test.for<[text: string]>([
  ['bentar ya'],
  ['lapor kemana'],
  ['kapan uangnya balik'],
  ['terus gimana?'],
])('what tells nothing is not written into a report: %s', async ([text]) => {
  const answer = await lastAnswer([...SCAM_PROOF, text]);
  expect(answer).toContain('akun apa yang dipakai');
  expect(await lastAnswer([...SCAM_PROOF, text, 'lewati'])).not.toContain(text);
});

test.for<[text: string, day: RegExp]>([
  ['eh salah, bukan kemarin tapi hari ini', /hari ini|14 Januari/i],
  ['ralat, maksudnya hari ini', /hari ini/i],
])('a day put right later is the one in the report: %s', async ([text, day]) => {
  expect(await lastAnswer([...SCAM_PROOF, text])).toContain('sudah kami ganti');
  const file = await lastAnswer([...SCAM_PROOF, text, '081234567890']);
  expect(file).toMatch(day);
  expect(file).not.toContain('kemarin sore');
});

const SCAM_READY = [...SCAM_PROOF, 'lewati'];

test.for<[text: string, told: string]>([
  ['nomornya 081234567890', '081234567890'],
  ['rekeningnya bca 1234567890 an budi', '1234567890'],
  ['eh tanggalnya salah, bukan kemarin tapi hari ini', 'hari ini'],
])('what was forgotten comes into the file afterwards: %s', async ([text, told]) => {
  const answer = await lastAnswer([...SCAM_READY, text]);
  expect(answer).toContain('sudah kami ganti');
  expect(answer).toContain(told);
});

test('a rumour that is asked about after a report is no part of it', async () => {
  const answer = await lastAnswer([...SCAM_READY, 'bener ga minum air es bikin kanker?']);
  expect(answer).not.toContain('sudah kami ganti');
});

test.for<[text: string]>([['hapus nama saya dari laporan'], ['eh jangan ditulis nama saya']])(
  'a name is taken out of the file alone, and nothing else is erased: %s',
  async ([text]) => {
    const answer = await lastAnswer([...ELECTION_NAME, 'Siti Aminah, kp cibeureum rt 3', text]);
    expect(answer).toContain('sudah kami ganti');
    expect(answer).not.toContain('✅ Nama pelapor');
  },
);
