import { findUrgency } from './find-urgency.ts';

/** Situation that cannot wait for a report. */
export type Danger = 'danger' | 'child';

const LIFE =
  /\b(?:bunuh diri|mengakhiri hidup|(?:mau|akan|ingin|ancam\w*|diancam) (?:di ?)?(?:mem)?bunuh|(?:mem)?bakar (?:rumah|toko|warung)|(?:bawa|membawa|ngacung\w*|mengacungkan) (?:parang|golok|celurit|senjata|pistol|pisau)|sedang (?:di)?(?:pukul|keroyok)\w*|suicide|going to kill)\b/i;
const CHILD =
  /\b(?:anak (?:saya|kami|kecil|sd|smp|di ?bawah umur)|di ?bawah umur|balita|(?:siswa|siswi|murid|pelajar) (?:sd|smp|sma)|(?:umur|usia)(?:nya)? (?:[1-9]|1[0-7]) ?(?:tahun|th)\b|saya (?:masih )?(?:1[0-7]|[5-9]) tahun|my (?:son|daughter|child))\b/i;

/** Whether a person seems to be in danger, or a child is concerned; prefers false alarms. */
export function findDanger(text: string): Danger | undefined {
  if (LIFE.test(text) || findUrgency(text, false) === 'life') return 'danger';
  return CHILD.test(text) ? 'child' : undefined;
}
