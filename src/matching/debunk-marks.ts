/**
 * Whether the words of a picture say that it is a fact-check: those of a stamp, of a fact-checker's name, or of this tipline's
 * own cards. Not where it says of itself that it is true, as hoaxes do.
 */
export function hasDebunkMark(text: string): boolean {
  const marked = [...text.matchAll(MARKS)].some(
    ({ index }) => !DENIED.test(text.slice(Math.max(0, index - BEFORE), index)),
  );
  return marked && !PRAISE.test(text);
}

/** What stands before a word that denies it: BUKAN HOAX. */
const DENIED = /(?:bukan|tidak|anti|lawan|no|not|bebas)\W*$/i;
const BEFORE = 8;

/** Names of fact-checkers in any letters; verdicts only as stamps have them, in brackets or in capitals of their own line. */
const MARKS = new RegExp(
  [
    /\b(?:turn ?back ?hoa(?:x|ks)|stop ?hoa(?:x|ks)|cek ?fakta|fact ?check(?:ed)?|kalimasada|mafindo|jala ?hoa(?:x|ks)|saber ?hoa(?:x|ks))/
      .source,
    /[[(|] ?(?:salah|hoa(?:x|ks)|disinformasi|misinformasi|penipuan|fitnah|keliru|false|fake) ?[\])|]/
      .source,
    /(?:^|\n) ?\W{0,3}(?:hoa(?:x|ks)|disinformasi|misinformasi)\W{0,3} ?(?=\n|$)/.source,
    /\bteruskan pesannya ke whatsapp/.source,
  ].join('|'),
  'gi',
);

/** "CEK FAKTA: BENAR" on a picture is what whoever made it wants to be believed. */
const PRAISE =
  /\b(?:100 ?%? ?(?:benar|fakta|asli|valid)|(?:terbukti|dipastikan|sudah|adalah|hasil\w*|status|fakta) ?:? ?(?:benar|valid|asli)\b|terverifikasi|fakta ?[:!–-] ?benar|bukan hoa(?:x|ks))/i;
