/** Whether a picture's words show a fact-check, by its stamp, maker or our card; not one that claims to be true, as hoaxes do. */
export function hasDebunkMark(text: string): boolean {
  const marked = [...text.matchAll(NAMES), ...text.matchAll(HEADINGS)].some(
    ({ index }) => !DENIED.test(text.slice(Math.max(0, index - BEFORE), index)),
  );
  return marked && !PRAISE.test(text);
}

/** Words before it that negate it: BUKAN HOAX. */
const DENIED = /(?:bukan|tidak|anti|lawan|no|not|bebas)\W*$/i;
const BEFORE = 8;

/** Names of fact-checkers, verdicts in brackets or alone in a line, and the words of our cards. */
const NAMES = new RegExp(
  [
    /\b(?:turn ?back ?hoa(?:x|ks)|stop ?hoa(?:x|ks)|cekfakta\.com|kalimasada|mafindo|jala ?hoa(?:x|ks)|saber ?hoa(?:x|ks))/,
    /[[(|] ?(?:salah|hoa(?:x|ks)|disinformasi|misinformasi|penipuan|fitnah|keliru|false|fake) ?[\])|]/,
    /(?:^|\n) ?\W{0,3}(?:hoa(?:x|ks)|disinformasi|misinformasi)\W{0,3} ?(?=\n|$)/,
    /\bteruskan pesannya ke whatsapp/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gi',
);

/** Only as headings; "tolong cek fakta" is what people write to each other. */
const HEADINGS = /\b(?:CEK ?FAKTA|FACT ?CHECK(?:ED)?)\b|\b[Cc]ek [Ff]akta ?:/g;

/** "CEK FAKTA: BENAR" on a picture is what its author wants people to believe. */
const PRAISE =
  /\b(?:100 ?%? ?(?:benar|fakta|asli|valid)|(?:terbukti|dipastikan|sudah|adalah|hasil\w*|status|fakta) ?:? ?(?:benar|valid|asli)\b|terverifikasi|fakta ?[:!–-] ?benar|bukan hoa(?:x|ks))/i;
