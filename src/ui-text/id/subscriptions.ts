import type { UnaskedKind } from '../../services/subscriptions/audience-stats.ts';
import type { WarningRefusal } from '../../services/subscriptions/warn-subscribers.ts';

/** Indonesian: subscribers, what goes to them unasked, and warnings. */
export const indonesianSubscriptions = {
  reach: {
    title: 'Langganan',
    hint: 'Warga yang minta dikirimi ringkasan cek fakta. Di sini hanya jumlahnya; siapa mereka tidak bisa dilihat.',
    few: (least: number) => `kurang dari ${least}`,
    subscribers: 'Pelanggan',
    interest: 'Minat',
    count: 'Jumlah',
    nobody: 'Belum ada yang berlangganan.',
    everything: 'semua topik',
    sent: 'Kiriman tujuh hari ini',
    sentHint: 'Yang tidak diminta saat itu. Jawaban dan kabar putusan tidak dihitung di sini.',
    kinds: {
      digest: 'ringkasan',
      lesson: 'pelajaran harian',
      warning: 'peringatan',
      invitation: 'undangan lewat templat',
    } satisfies Readonly<Record<UnaskedKind, string>>,
    kind: 'Jenis',
    lastDigest: (day: string) => `Ringkasan terakhir dikirim ${day}.`,
    noDigest: 'Minggu ini belum ada ringkasan yang dikirim.',
    spreading: 'Sudah diputus, sedang ramai',
    spreadingHint:
      'Cek fakta yang sejak kemarin sering ditanyakan. Penyunting boleh memperingatkan pelanggan; tidak ada yang terkirim sendiri.',
    calm: 'Saat ini tidak ada.',
    asked: (n: number) => `${n} kali ditanyakan sejak kemarin`,
    warnings: 'Peringatan',
    warn: 'Peringatkan pelanggan',
    state: {
      proposed: 'menunggu orang kedua',
      held: 'menunggu dikirim, masih bisa dibatalkan',
      sent: 'terkirim',
      back: 'dibatalkan',
    },
    by: (name: string, time: string) => `oleh ${name}, ${time}`,
    preview: 'Pesan yang akan diterima pelanggan',
    to: 'Kepada pelanggan',
    fits: 'Yang dicentang cocok dengan isinya.',
    reached: (count: string) =>
      `Paling banyak sampai kepada ${count} orang. Yang sudah tahu tidak dikirimi; jam tenang dan batas harian tetap berlaku.`,
    send: 'Kirim peringatan',
    propose: 'Usulkan peringatan',
    second: 'Topik ini perlu orang kedua: penyunting lain harus menyetujuinya.',
    approve: 'Setujui dan kirim',
    back: 'Batalkan peringatan',
    until: (time: string) => `Bisa dibatalkan sampai ${time}.`,
    wrong: {
      unknown: 'Kasus itu tidak ada.',
      undecided: 'Kasus ini belum diputus, atau putusannya masih bisa dibatalkan.',
      withdrawn: 'Cek faktanya sudah ditarik.',
      calm: 'Kabar ini sedang tidak ramai. Pelanggan hanya diperingatkan tentang yang ramai.',
      'nobody-chosen': 'Pilih paling sedikit satu minat.',
      already: 'Pelanggan sudah diperingatkan, atau peringatannya menunggu persetujuan.',
      'own-proposal': 'Usulan Anda sendiri harus disetujui orang lain.',
      'no-proposal': 'Tidak ada peringatan untuk itu.',
      'too-late': 'Sudah mulai dikirim, jadi tidak bisa dibatalkan.',
    } satisfies Readonly<Record<WarningRefusal, string>>,
  },
};
