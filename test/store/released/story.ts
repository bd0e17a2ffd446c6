/** The master key of every store here; they hold nothing that anybody wrote. */
export const KEY = 'ab'.repeat(32);

/** What the citizens of every store here have sent. */
export const claims = {
  known: {
    title: 'Daun salam rebus menyembuhkan patah tulang dalam satu malam',
    summary: 'Tidak ada obat rumahan yang menyambung tulang dalam semalam.',
    url: 'https://posko.example/daun-salam',
    publishedAt: '2026-01-05',
  },
  open: 'Sumur di Desa Sukatani mengeluarkan minyak goreng sejak hari Senin, warga antre membawa jeriken',
  decided: 'Jembatan Cibodas akan dirobohkan besok malam karena retaknya sudah mencapai dua meter',
  reason: 'Retak jembatan itu sudah diukur dinas dan hanya di lapisan cat.',
  url: 'https://posko.example/jembatan-cibodas',
};
