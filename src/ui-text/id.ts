import { indonesianAdmin } from './id/admin.ts';
import { indonesianCase } from './id/case.ts';
import { indonesianDuty } from './id/duty.ts';
import { indonesianImports } from './id/imports.ts';
import { indonesianLogin, indonesianProof } from './id/login.ts';
import { indonesianPartners } from './id/partners.ts';
import { indonesianSettings } from './id/settings.ts';
import { indonesianStats } from './id/stats.ts';
import { indonesianSubscriptions } from './id/subscriptions.ts';
import { indonesianVoters } from './id/voters.ts';
import { verdictNames } from './verdict-names.ts';

/** The desk in Indonesian. */
export const indonesian = {
  ...indonesianCase,
  ...indonesianLogin,
  ...indonesianProof,
  ...indonesianImports,
  ...indonesianDuty,
  ...indonesianStats,
  ...indonesianAdmin,
  ...indonesianPartners,
  ...indonesianSubscriptions,
  ...indonesianSettings,
  ...indonesianVoters,
  desk: 'Meja Pemeriksa',
  skip: 'Langsung ke isi',
  nav: {
    label: 'Bagian',
    queue: 'Antrean',
    'fact-checks': 'Cek fakta',
    voters: 'Pemilih',
    subscriptions: 'Langganan',
    dashboard: 'Dasbor',
    flows: 'Percakapan',
    records: 'Laporan bulanan',
    roster: 'Piket',
    reports: 'Laporan warga',
    board: 'Papan mitra',
    partners: 'Mitra',
    reviewers: 'Pemeriksa',
    audit: 'Catatan audit',
    settings: 'Pengaturan',
    account: 'Akun',
    help: 'Bantuan',
    logout: 'Keluar',
    more: 'Lainnya',
  },
  role: {
    partner: 'mitra',
    viewer: 'pengamat',
    reviewer: 'pemeriksa',
    editor: 'penyunting',
    admin: 'admin',
  },
  verdict: verdictNames.id,
  topic: {
    election: 'pemilu',
    sara: 'SARA',
    health: 'kesehatan',
    money: 'uang',
    disaster: 'bencana',
  },
  ago: {
    now: 'kurang dari semenit',
    minutes: (n: number) => `${n} menit`,
    hours: (n: number) => `${n} jam`,
    days: (n: number) => `${n} hari`,
  },
  queue: {
    title: 'Antrean',
    pick: (ticket: string) => `Pilih kasus ${ticket}`,
    bulk: 'Ubah beberapa kasus sekaligus',
    bulkHint:
      'Centang kasus di bawah, lalu pilih tindakannya. Kasus yang dipegang orang lain dilewati.',
    mine: 'Tugaskan ke saya',
    next: 'Ambil kasus berikutnya',
    lists: {
      ready: 'Siap diambil',
      mine: 'Kasus saya',
      second: 'Perlu disetujui',
      late: 'Lewat tenggat',
      snoozed: 'Ditunda',
      all: 'Semua',
    },
    listsLabel: 'Daftar',
    search: 'Cari kata atau nomor kasus',
    topic: 'Topik',
    anyTopic: 'Semua topik',
    tag: 'Tag',
    filter: 'Saring',
    clear: 'Hapus saringan',
    empty: 'Tidak ada kasus di daftar ini.',
    emptyHint: 'Laporan baru akan muncul di sini dengan sendirinya.',
    burst: (n: number) => `${n} kabar menyebar cepat`,
    late: (n: number) => `${n} kasus lewat tenggat`,
    heldBy: (name: string) => `dipegang ${name}`,
    assignedTo: (name: string) => `untuk ${name}`,
    sleepsUntil: (time: string) => `ditunda sampai ${time}`,
    waitsForSecond: 'menunggu persetujuan',
    hasDraft: 'ada draf',
    noWords: '(tanpa kata-kata)',
    page: (page: number, pages: number) => `Halaman ${page} dari ${pages}`,
    previous: 'Sebelumnya',
    following: 'Berikutnya',
    newCase: 'Ada kasus baru di antrean.',
    changed: 'Antrean sudah berubah.',
    live: 'Langsung',
    offline: 'Sambungan terputus; isi halaman ini mungkin sudah berubah.',
    count: (n: number) => `${n} kasus`,
  },
};
