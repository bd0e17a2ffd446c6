/** What the desk says in Indonesian of what a verdict rests on, and of what it will answer. */
export const indonesianProof = {
  proof: {
    noSource: 'Kalau tidak ada sumber, sebutkan alasannya',
    noSourceHint:
      'Isi salah satu: tautan di atas, atau alasan ini. Alasan ini tidak dikirim kepada warga.',
    noSourceOf: (why: string) => `Tanpa sumber: ${why}`,
    needed: 'Isi tautan sumbernya, atau sebutkan alasan mengapa tidak ada (10–300 karakter).',
    template: 'Itu masih kalimat contoh. Tulis penjelasan Anda sendiri.',
    bare: 'Penjelasannya baru menyebut putusan. Tulis apa faktanya.',
    unlike: 'Terlalu berbeda: sebutkan dulu alasan mengapa cek fakta ini menjawabnya.',
    differs: 'Bandingkan dulu keduanya dan setujui bedanya; mungkin baru saja berubah.',
  },
  attach: {
    look: 'Bandingkan dan pakai',
    title: 'Apakah keduanya klaim yang sama?',
    low: (percent: number) =>
      `Kecocokannya hanya ${percent}%. Keduanya mungkin membahas hal yang berbeda.`,
    notInWords: 'Yang dicocokkan hanya berkasnya; kata-katanya tidak dibandingkan.',
    noneFound: (percent: number) =>
      `Kata-katanya dibandingkan. Tidak ada beda yang ditemukan, tetapi kecocokannya baru ${percent}%: periksa sendiri.`,
    agree: (differences: string) =>
      `Saya sudah melihat bedanya (${differences}), dan klaimnya tetap sama.`,
    agreeLow: 'Saya sudah membaca keduanya, dan klaimnya sama.',
    reason: 'Mengapa cek fakta ini menjawab laporan itu?',
    use: 'Pakai cek fakta ini',
    cannot: 'Ambil dulu kasusnya untuk memakai cek fakta ini.',
  },
  wordings: {
    title: (n: number) => `Kata-kata yang ikut dijawab (${n})`,
    hint: 'Yang dicentang akan langsung dijawab dengan putusan ini. Yang menambahkan hal lain sebaiknya tidak dicentang.',
    forTwo: 'Topik ini perlu dua orang: tidak ada yang dicentang tanpa Anda minta.',
    senders: (n: number) => `${n} warga`,
    first: 'pesan pertama kasus ini',
    adds: (words: string) => `Menambahkan: ${words}`,
    lacks: 'Tidak memuat seluruh klaim.',
    fits: 'Sama dengan klaim.',
    taken: 'ikut dijawab',
    left: 'tidak ikut',
    none: 'Tidak ada kata-kata lain.',
    saved: (ticket: string, n: number) => `${ticket}: ${n} kata-kata ikut dijawab.`,
  },
};
