import type { Case, Tip } from './case.ts';
import { threatOf } from './threat-of.ts';
import type { Threat } from './threats.ts';

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

const OF_THREAT: Partial<Record<Threat, Topic>> = {
  penipuan: 'money',
  pelanggaran_pemilu: 'election',
  ujaran_kebencian: 'sara',
};

/** The topics of a case, by its words, its threat, and what worries the citizens who asked. */
export function topicsOf(
  found: Pick<Case, 'claim' | 'threat'>,
  tips: readonly Pick<Tip, 'worry' | 'triage'>[],
): Topic[] {
  const implied = new Set(tips.flatMap(({ worry }) => OF_WORRY[worry ?? ''] ?? []));
  const threat = threatOf(found, tips)?.threat;
  const ofThreat = threat && OF_THREAT[threat];
  if (ofThreat) implied.add(ofThreat);
  return topics.filter((topic) => implied.has(topic) || isAbout(found.claim, topic));
}

/** Whether a text is about a topic, by its words. */
export function isAbout(text: string, topic: Topic): boolean {
  return WORDS[topic].test(text);
}
