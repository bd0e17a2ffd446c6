import type { Case, Tip } from '../../../src/domain/cases/case.ts';

/** One case as it lies at the desk: what is asked, by how many, and what is known of it. */
export interface RichCase {
  claim: string;
  /** What other citizens wrote of the same. */
  wordings?: readonly string[];
  citizens?: number;
  /** How long ago it was asked first, in hours; all others asked since then. */
  hours?: number;
  /** All of them within the last hour. */
  isBurst?: boolean;
  forwards?: number;
  tip?: Partial<Tip>;
  case?: Partial<Case>;
}

const WORD = 'bansos'.repeat(50);
const TALE =
  'Tetangga saya bercerita, katanya dari grup arisan, bahwa mulai minggu depan air PDAM dimatikan tiga hari. Semua orang diminta menampung air. ';

/** What could break a page: words without end, other scripts, markup, signs that nobody sees. */
export const HARD: readonly RichCase[] = [
  { claim: `Kata tanpa akhir: ${WORD}`, citizens: 3, case: { tags: ['x'.repeat(40), 'panjang'] } },
  { claim: `https://kabar.example/${WORD}?klaim=1`, tip: { links: [`https://a.example/${WORD}`] } },
  {
    claim: '<script>alert("bank")</script><img src=x onerror=alert(1)> Bank tutup besok',
    citizens: 2,
  },
  { claim: 'بسم الله الرحمن الرحيم، المصرف مغلق غدا والمال لا يسحب', citizens: 2 },
  {
    claim: '😱🔥💰 VIRAL!!! 👨‍👩‍👧‍👦 Sebarkan ke 10 grup, saldo bertambah sendiri 🤑🤑🤑',
    forwards: 7,
  },
  {
    claim: `Ha\u0301\u0302\u0303\u0304\u0305\u0306\u0307lo \u202Eratup nadab\u202C z\u200Ba\u200Bp`,
    citizens: 1,
  },
  { claim: TALE.repeat(14).slice(0, 1990), citizens: 4, hours: 11 },
  { claim: '', citizens: 2, tip: { kind: 'image' } },
  { claim: 'Apakah benar?', citizens: 1 },
];

/** What people ask on a busy day. */
export const ASKED: readonly RichCase[] = [
  {
    claim:
      'Mulai besok semua bank tutup sebulan dan uang di rekening tidak bisa ditarik. Sebarkan ke keluarga!',
    wordings: [
      'Mulai besok semua bank tutup dua bulan, uang di rekening tidak bisa ditarik',
      'Bank tutup satu bulan mulai besok, cepat tarik uang Anda!!!',
      'Info orang dalam: besok bank tutup sebulan',
      'ini beneran bank mau tutup sebulan? tabungan saya gimana',
    ],
    citizens: 12,
    isBurst: true,
    forwards: 6,
    tip: {
      source: 'group',
      region: 'Jawa Tengah',
      worry: 'money',
      triage: {
        threat: 'gangguan_informasi',
        certainty: 0.83,
        signs: ['alarm', 'spread', 'shouted'],
        words: ['tutup', 'besok', 'tarik'],
      },
      links: ['https://kabar-bank.example/tutup?id=3'],
      link: 'https://grup.example/undangan/abc',
      answers: [
        { question: 'Di grup apa Anda menerimanya?', text: 'Grup RT 05, dari Bu Ketua.', at: 0 },
      ],
    },
    case: { tags: ['bank', 'rush'] },
  },
  {
    claim: 'Minum air rebusan daun kelor menyembuhkan kanker dalam 7 hari, kata dokter di Surabaya',
    citizens: 9,
    hours: 31,
    forwards: 5,
    tip: { source: 'family', worry: 'health', region: 'Jawa Timur' },
  },
  {
    claim: 'Gempa besar diprediksi BMKG terjadi malam ini di Jakarta pukul 23.00',
    citizens: 7,
    isBurst: true,
    tip: { source: 'stranger', worry: 'safety', region: 'DKI Jakarta' },
  },
  {
    claim: 'Bansos Rp2.400.000 cair, klik tautan http://bansos-2026.top/klaim dan isi data Anda',
    citizens: 6,
    hours: 3,
    tip: { links: ['http://bansos-2026.top/klaim'], source: 'advert', worry: 'money' },
  },
  {
    claim: 'KPU memperbolehkan mencoblos dua kali untuk warga yang pindah',
    citizens: 4,
    hours: 50,
  },
  {
    claim: 'Gereja di kota itu akan ditutup karena warga satu suku mengeluh',
    citizens: 3,
    hours: 27,
  },
  { claim: 'Undian berhadiah mobil dari toko daring, cukup kirim kode OTP', citizens: 3, hours: 6 },
  { claim: 'Vaksin anak sekolah membuat lumpuh, tolong jangan beri izin', citizens: 5, hours: 26 },
  { claim: 'Jembatan baru di Palembang ambruk tadi pagi, lihat videonya', citizens: 2, hours: 2 },
  {
    claim: 'Gunung di Sumatra Barat siaga, semua desa wajib mengungsi malam ini',
    citizens: 4,
    hours: 1,
  },
  { claim: 'Harga beras turun jadi Rp5.000 mulai Senin di semua pasar', citizens: 2, hours: 20 },
  { claim: 'Telur palsu dari plastik beredar di pasar tradisional Bekasi', citizens: 2, hours: 40 },
  { claim: 'Lowongan BUMN tanpa tes, cukup bayar uang seragam Rp350.000', citizens: 3, hours: 5 },
  { claim: 'Penculik anak berkeliaran memakai mobil putih di Makassar', citizens: 6, hours: 4 },
  { claim: 'SIM dan STNK berlaku seumur hidup mulai bulan depan', citizens: 2, hours: 9 },
  { claim: 'Makan mi instan dengan cokelat menyebabkan keracunan', citizens: 1, hours: 72 },
  { claim: 'Mahkamah membatalkan hasil pilkada di tiga kabupaten', citizens: 2, hours: 12 },
  { claim: 'Air laut di pantai selatan surut, pertanda tsunami', citizens: 3, hours: 1 },
  { claim: 'Kuota gratis 50 GB untuk semua pelajar, daftar di tautan ini', citizens: 2, hours: 8 },
  { claim: 'Listrik padam nasional tiga hari karena perbaikan', citizens: 2, hours: 7 },
  { claim: 'Uang kertas lama tidak laku lagi mulai minggu depan', citizens: 2, hours: 16 },
  { claim: 'Pajak kendaraan dihapus untuk motor di bawah 150 cc', citizens: 1, hours: 30 },
  { claim: 'Susu formula merek tertentu ditarik karena mengandung logam', citizens: 2, hours: 5 },
  { claim: 'Nomor tak dikenal yang menelepon tengah malam menyedot pulsa', citizens: 1, hours: 3 },
  { claim: 'Sekolah libur dua minggu karena cuaca panas ekstrem', citizens: 2, hours: 13 },
  { claim: 'Tabung gas 3 kg dibatasi satu per keluarga per bulan', citizens: 1, hours: 19 },
  { claim: 'Minyak goreng subsidi dicampur oli bekas di Medan', citizens: 1, hours: 22 },
  { claim: 'Ikan lele memakan limbah sehingga berbahaya bagi jantung', citizens: 1, hours: 2 },
  { claim: 'Presiden mengumumkan tanggal merah tambahan hari Jumat', citizens: 1, hours: 4 },
  { claim: 'Bandara ditutup karena abu, semua tiket dikembalikan penuh', citizens: 1, hours: 6 },
  { claim: 'Bayar tol memakai kartu lama kena denda dua kali lipat', citizens: 1, hours: 10 },
  { claim: 'Garam dapur di bawah kasur menurunkan demam anak', citizens: 1, hours: 15 },
  { claim: 'Kereta cepat gratis untuk lansia sepanjang Desember', citizens: 1, hours: 18 },
];
