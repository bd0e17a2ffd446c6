import type { MatchDocument } from '../../src/matching/match.ts';

/** What a fact-check is about, for a rough breakdown of the figures. */
export type Topic = (typeof topics)[number];

export const topics = ['politik', 'penipuan', 'kesehatan', 'bencana', 'lainnya'] as const;

/** The topic with the most words of its list in the fact-check; the first listed wins a tie. */
export function guessTopic({ title, narratives, summary = '' }: MatchDocument): Topic {
  const words = new Set(
    [title, ...narratives, summary]
      .join(' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [],
  );
  let best: { topic: Topic; hits: number } = { topic: 'lainnya', hits: 0 };
  for (const [topic, list] of Object.entries(WORDS) as [Topic, string[]][]) {
    const hits = list.filter((word) => words.has(word)).length;
    if (hits > best.hits) best = { topic, hits };
  }
  return best.topic;
}

const WORDS: Record<Exclude<Topic, 'lainnya'>, string[]> = {
  penipuan: split(
    'penipuan phishing tautan daftar pendaftaran hadiah undian giveaway bansos bantuan blt lowongan rekrutmen loker rekening transfer nomor saldo pulsa kuota gratis pinjaman investasi bank bri bca mandiri bni dana nasabah pemenang kupon',
  ),
  kesehatan: split(
    'kesehatan vaksin vaksinasi covid corona virus obat penyakit dokter kanker diabetes jantung darah rumahsakit herbal makanan minuman racun bpom who pandemi omicron pasien menyembuhkan sembuh gula kolesterol hipertensi bayi',
  ),
  bencana: split(
    'gempa tsunami banjir longsor gunung erupsi meletus letusan bencana badai topan tornado kebakaran bmkg bnpb korban magnitudo megathrust ambruk angin gelombang cuaca semeru merapi',
  ),
  politik: split(
    'presiden wapres jokowi prabowo gibran anies ganjar mahfud megawati pdip pdi gerindra golkar psi pks dpr mpr kpu bawaslu mk pemilu pilpres pilkada capres cawapres menteri kabinet gubernur partai kampanye suara koalisi demo istana ikn rezim pki komunis ahok luhut kapolri',
  ),
};

function split(words: string): string[] {
  return words.split(' ');
}
