import type { Tip } from './case.ts';

/** What a claim is about, as far as it decides who must agree and what comes first. */
export const topics = ['election', 'sara', 'health', 'money', 'disaster'] as const;
export type Topic = (typeof topics)[number];

/** SARA: suku, agama, ras, antargolongan; the words name groups, since the law protects them all alike. */
const WORDS: Readonly<Record<Topic, RegExp>> = {
  election:
    /\b(pemilu|pilpres|pileg|pilkada|pilgub|pilbup|kpu|bawaslu|capres|cawapres|caleg|tps|surat suara|quick count|real count|kotak suara|dpt|coblos\w*)\b/iu,
  sara: /\b(sara|suku|ras|agama|kafir|murtad|kristenisasi|islamisasi|pribumi|aseng|gereja|masjid|pura|wihara|klenteng|ulama|pendeta|biksu|penistaan|tionghoa|papua|dayak|madura)\b/iu,
  health:
    /\b(vaksin\w*|obat\w*|penyakit|virus|kanker|diabetes|stroke|jantung|covid|bpom|imunisasi|dokter|herbal|menyembuhkan|sembuh|racun|keracunan)\b/iu,
  money:
    /\b(bansos|blt|hadiah|undian|pinjol|pinjaman|transfer|rekening|otp|investasi|saldo|kuota gratis|subsidi|pulsa|lowongan)\b/iu,
  disaster: /\b(gempa|tsunami|banjir|longsor|erupsi|gunung meletus|bmkg|likuefaksi|megathrust)\b/iu,
};

const OF_WORRY: Readonly<Record<string, Topic>> = {
  election: 'election',
  health: 'health',
  money: 'money',
};

/** The topics of a case, by its words and by what worries the citizens who asked. */
export function topicsOf(claim: string, tips: readonly Pick<Tip, 'text' | 'worry'>[]): Topic[] {
  const worried = new Set(tips.flatMap(({ worry }) => OF_WORRY[worry ?? ''] ?? []));
  return topics.filter((topic) => worried.has(topic) || WORDS[topic].test(claim));
}
