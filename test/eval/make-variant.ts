/** A wording of the same claim as it may arrive after some hands: cut, shortened, misspelt, wrapped. */
export function makeVariant(text: string, random: () => number): string {
  const happens = (chance: number) => random() < chance;
  let words = text.split(/\s+/).filter(Boolean);
  if (happens(0.4)) words = cut(words, random);
  if (happens(0.3)) words = drop(words, random);
  if (happens(0.5)) words = words.map((word) => (happens(0.8) ? shorten(word) : word));
  if (happens(0.4)) words = words.map((word) => (happens(0.06) ? misspell(word, random) : word));
  if (happens(0.1)) words = words.map((word) => (happens(0.1) ? stretch(word) : word));
  let body = words.join(' ');
  if (happens(0.15)) body = body.toUpperCase();
  else if (happens(0.3)) body = body.toLowerCase();
  if (happens(0.15)) body = `*${body}*`;
  const before = happens(0.4) ? `${pick(BEFORE, random)}\n` : '';
  const after = happens(0.5) ? `\n${pick(AFTER, random)}` : '';
  return before + body + after;
}

const SHORT: Readonly<Record<string, string>> = {
  adalah: 'adlh',
  akan: 'akn',
  anak: 'ank',
  atau: 'ato',
  bagaimana: 'gmn',
  banyak: 'byk',
  belum: 'blm',
  bisa: 'bs',
  bukan: 'bkn',
  bulan: 'bln',
  dalam: 'dlm',
  dan: '&',
  dari: 'dr',
  dengan: 'dgn',
  dengar: 'denger',
  hari: 'hr',
  harus: 'hrs',
  jangan: 'jgn',
  juga: 'jg',
  jika: 'klo',
  karena: 'krn',
  kalau: 'kalo',
  kepada: 'kpd',
  lagi: 'lg',
  masyarakat: 'masy',
  melalui: 'lwt',
  mereka: 'mrk',
  orang: 'org',
  pada: 'pd',
  pemerintah: 'pemrth',
  presiden: 'pres',
  rakyat: 'rkyt',
  sama: 'sm',
  saja: 'aja',
  sampai: 'smp',
  sangat: 'sgt',
  saya: 'sy',
  sebelum: 'sblm',
  sekarang: 'skrg',
  semua: 'smua',
  seperti: 'spt',
  setelah: 'stlh',
  sudah: 'udh',
  tahun: 'thn',
  tapi: 'tp',
  telah: 'tlh',
  terus: 'trs',
  tidak: 'gak',
  untuk: 'utk',
  yang: 'yg',
};

const BEFORE = [
  'Assalamualaikum wr wb',
  'Selamat pagi bapak ibu semua',
  'Min tolong cek, benar gak ini?',
  'Dari grup sebelah 👇',
  '*PENTING, MOHON DIBACA*',
  '‼️‼️ VIRAL ‼️‼️',
  '[03/05/24 07.12] Pak RT:',
  'Copas dari teman',
  'Diteruskan berkali-kali',
  'Hati-hati, baru dapat kabar ini:',
];
const AFTER = [
  'Sebarkan!',
  'Sebarkan ke semua grup keluarga 🙏',
  'Mohon dibagikan sebelum dihapus',
  'Semoga bermanfaat',
  'Benar gak sih ini?',
  'Wallahualam',
  'Tolong viralkan‼️',
  'cuma nerusin ya',
  'Info A1 👍👍',
  'Jangan berhenti di kamu',
];

/** Leaves at least six words, so that what tells it from a look-alike mostly remains. */
function cut(words: readonly string[], random: () => number): string[] {
  const kept = Math.max(6, Math.ceil(words.length * (0.55 + 0.35 * random())));
  const from = random() < 0.75 ? 0 : Math.floor(random() * Math.max(1, words.length - kept));
  return words.slice(from, from + kept);
}

function drop(words: readonly string[], random: () => number): string[] {
  return words.filter(() => words.length < 6 || random() > 0.08);
}

function shorten(word: string): string {
  return SHORT[word.toLowerCase()] ?? word;
}

/** Two letters change places, or one is left out or doubled; numbers are not a slip of this kind. */
function misspell(word: string, random: () => number): string {
  if (word.length < 5 || !/^\p{L}+$/u.test(word)) return word;
  const at = 1 + Math.floor(random() * (word.length - 3));
  const [left, here, next, right] = [
    word.slice(0, at),
    word.charAt(at),
    word.charAt(at + 1),
    word.slice(at + 2),
  ];
  return left + pick([next + here, next, here + here + next], random) + right;
}

function stretch(word: string): string {
  return /[aiueo]$/i.test(word) ? word + word.slice(-1).repeat(2) : word;
}

function pick<Item>(items: readonly [Item, ...Item[]] | Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
