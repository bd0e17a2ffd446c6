import { readWords } from './read-words.ts';

/** Whether a text names something related to voting, as every voter's question does. */
export function isAboutVoting(text: string): boolean {
  const words = readWords(text, 60).map((word) => word.text);
  if (words.some((word) => CASTING.test(word))) return true;
  return VOTING.test(` ${words.join(' ')} `) || ROLL.test(text) || ROLL_SMALL.test(text);
}

/** In lower case it means "dapat" more often than the voter roll. */
const ROLL = /\bDPT\b/;
const ROLL_SMALL =
  /\b(?:di|dari|cek|ngecek|mengecek|masuk|daftar|link|itu) +dpt\b|\bdpt +(?:online|pilkada|pemilu|luar)\b/i;

/** Within a word: mencoblos, dicobloskan, nyoblosnya. */
const CASTING = /nyoblos|coblos/;

const VOTING = new RegExp(
  ` (?:${[
    'pemilu\\w*|pemilihan|pil(?:kada|pres|eg|gub|bup|wal|kades)\\w*',
    '(?:me)?milih\\w*|memilih|pemilih\\w*|hak (?:pilih|suara)',
    'tps|dptb|dpk|kpu|bawaslu|dkpp|panwas\\w*|pps|ppk|kpps|ppln|psu|c ?[16]|sirekap|sigaplapor',
    'caleg|capres|cawapres|cagub|cabup|cawalkot|paslon|calon|timses|tim sukses|golput|nyaleg\\w*|netralitas|bilik|kotak kosong',
    '(?:surat|kertas|hitungan|pemungutan|perolehan|bilik|kotak|hitung|beri|berikan|memberikan|penghitungan|rekapitulasi) suara\\w*|suara (?:tidak )?sah',
    '(?:masa|hari|minggu) tenang\\w*|serangan fajar|politik uang|money politics?|kampanye\\w*',
    '(?:quick|real) count|hitung cepat|exit poll|putaran (?:kedua|dua|ii|2)',
    'c (?:pemberitahuan|hasil|plano)|daftar pemilih\\w*|undangan (?:memilih|nyoblos|tps)|quiet days',
    'vote|votes|voted|voter|voters|voting|ballots?|polling|elections?|candidates?|revote',
  ].join('|')}) `,
);
