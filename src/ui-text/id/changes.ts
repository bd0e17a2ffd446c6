/** Indonesian: changes of fact-checks that are confirmed, wait for a second person or can still be undone. */
export const indonesianChanges = {
  changes: {
    title: 'Perubahan cek fakta',
    hint: 'Perubahan di sini belum dibaca warga. Usulan berlaku setelah disetujui orang lain.',
    none: 'Tidak ada perubahan yang menunggu.',
    confirm: 'Periksa sebelum disimpan',
    now: 'Pesan sekarang',
    later: 'Pesan nanti',
    nothingYet: 'Belum ada cek faktanya.',
    reason: 'Alasan',
    told: (n: number) =>
      n === 0
        ? 'Belum ada warga yang menerima pesan lama.'
        : `${n} warga menerima pesan lama dan akan dikabari.`,
    needsTwo: 'Topik ini perlu disetujui satu orang lagi.',
    noSecond:
      'Belum ada orang lain yang bisa menyetujui. Minta admin menambah penyunting di halaman Peninjau.',
    submit: 'Ya, simpan',
    propose: 'Ya, usulkan',
    back: 'Kembali',
    proposedBy: (name: string, time: string) => `Diusulkan ${name}, ${time}`,
    heldUntil: (time: string) => `Berlaku pukul ${time}; sebelum itu masih bisa dibatalkan.`,
    approve: 'Setujui',
    sendBack: 'Kembalikan',
    sendBackWhy: 'Alasan dikembalikan',
    takeBack: 'Batalkan',
    own: 'Usulan Anda menunggu orang lain.',
    waits: 'Ada perubahan yang menunggu untuk cek fakta ini.',
    rows: (n: number) => `${n} cek fakta`,
    more: (n: number) => `dan ${n} lagi yang tidak ditampilkan`,
    kind: { new: 'Cek fakta baru', correct: 'Ralat', retract: 'Penarikan', import: 'Impor' },
    problem: {
      unknown: 'Perubahan itu tidak ada lagi.',
      'own-proposal': 'Usulan Anda harus disetujui orang lain.',
      'no-proposal': 'Perubahan itu sudah disetujui.',
      'too-late': 'Sudah terlambat: perubahannya sudah berlaku.',
      stale: 'Cek faktanya sudah berubah sejak Anda melihatnya. Periksa lagi, lalu ulangi.',
      waiting: 'Sudah ada perubahan lain yang menunggu untuk cek fakta ini.',
      'no-fact-check': 'Cek fakta itu tidak ada atau sudah ditarik.',
      'unknown-org': 'Lembaga itu belum didaftarkan admin di halaman Pengaturan.',
    },
  },
};
