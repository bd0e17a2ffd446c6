import type { ReportReferralState } from '../../domain/partners/report-referral.ts';
import type { Destination } from '../../domain/reports/destinations.ts';
import type { ReportReferralResult } from '../../services/partners/review-report.ts';

/** Indonesian: report referrals. */
export const indonesianReports = {
  reports: {
    title: 'Laporan warga',
    hint: 'Ringkasan yang boleh diteruskan atas izin pelapornya, tanpa nama. Tidak ada yang terkirim sebelum ada yang membacanya di sini.',
    nothing: 'Belum ada laporan yang menunggu.',
    waiting: (n: number) => `${n} menunggu`,
    state: {
      waiting: 'Menunggu dibaca',
      asked: 'Menunggu jawaban pelapor',
      declined: 'Tidak diteruskan',
      passed: 'Sudah diteruskan',
    } satisfies Readonly<Record<ReportReferralState, string>>,
    reference: 'Nomor rujukan',
    proposed: 'Izin diberikan',
    deadline: 'Tenggat pelapor',
    happened: 'Hari kejadian',
    account: 'Cerita pelapor (disamarkan)',
    noAccount: 'Pelapor tidak menulis apa-apa.',
    province: 'Provinsi',
    link: 'Tautan yang terbuka untuk umum',
    belongs: 'Tempat mengadu',
    evidence: 'Bukti (disimpan pelapor; di sini hanya sidik jarinya)',
    noEvidence: 'Tidak ada bukti.',
    replies: 'Jawaban pelapor',
    destination: {
      'bawaslu-report': 'Bawaslu setempat',
      'bawaslu-hoax': 'Bawaslu, aduan hoaks',
      'komdigi-content': 'Komdigi, aduan konten',
      'komdigi-number': 'Komdigi, aduan nomor',
      police: 'kantor polisi',
      'police-cyber': 'polisi siber',
      iasc: 'Indonesia Anti-Scam Centre',
      kpai: 'KPAI',
    } satisfies Readonly<Record<Destination, string>>,
    only: 'Inilah seluruh yang akan dilihat mitra. Isian nama, alamat, nomor, tempat persis, dan pihak yang dilaporkan tidak ikut. Baca dulu sampai habis: mesin tidak mengenali semua nama.',
    unsure: 'Inilah seluruh yang akan dilihat mitra. Di dalamnya mungkin masih ada nama orang.',
    masked: (n: number) => `${n} nama sudah disamarkan mesin.`,
    hiddenPlaces: (n: number) => `${n} tempat dihitamkan.`,
    hide: 'Hitamkan kata',
    hideHint:
      'Kata yang dihitamkan tidak dilihat mitra, di mana pun letaknya. Pelapor tidak dikabari.',
    possible: 'Mungkin nama orang',
    otherWords: 'Kata lain, dipisah koma',
    hideSubmit: 'Hitamkan',
    unhide: 'Tampilkan lagi semuanya',
    pass: (name: string) => `Teruskan ke ${name}`,
    passHint:
      'Pelapor langsung dikabari. Yang sudah diteruskan tidak bisa diambil kembali dari sini.',
    ask: 'Tanyai pelapor',
    askHint:
      'Paling panjang 300 karakter, paling banyak tiga kali. Jangan menanyakan siapa pelapornya.',
    askSubmit: 'Kirim pertanyaan',
    decline: 'Jangan teruskan',
    declineHint: 'Alasan ini dibaca pelapor kata demi kata. Paling panjang 300 karakter.',
    declineSubmit: 'Kirim alasan',
    steps: 'Perjalanan',
    step: {
      asked: (by: string) => `${by} bertanya`,
      declined: (by: string) => `${by} tidak meneruskannya`,
      passed: (by: string) => `${by} meneruskannya`,
    },
    agreed: 'Pelapor memberi izin',
    open: 'Buka laporannya',
    onBoard: 'Lihat di papan mitra',
    missing: 'Laporan itu tidak ada, atau sudah dihapus pelapornya.',
    refused: {
      unknown: 'Laporan itu tidak ada, atau sudah dihapus pelapornya.',
      decided: 'Sudah ada yang memutuskan laporan ini.',
      words: 'Tulis 1 sampai 300 karakter.',
      'not-there': 'Kata itu tidak ada di dalam yang dilihat mitra.',
      enough: 'Pelapor sudah ditanyai tiga kali. Putuskan dengan yang ada.',
    } satisfies Readonly<Record<Exclude<ReportReferralResult['type'], 'done' | 'deaf'>, string>>,
  },
};
