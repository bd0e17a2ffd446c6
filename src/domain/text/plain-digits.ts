/** Digits of other forms, bold or full-width or keycaps; zero-width characters within a number. */
const OTHER_DIGIT = /(?!\d)\p{Nd}/gu;
const KEYCAP = /(?<=\d)\ufe0f?\u20e3/g;
const NO_WIDTH = /(?<=\d)[\u200b-\u200d\u2060\ufeff]+(?=\d)/g;

/** Writes every decimal digit as 0 to 9, so that no number is hidden by how its digits look. */
export function plainDigits(text: string): string {
  return text.replace(OTHER_DIGIT, toPlain).replace(KEYCAP, '').replace(NO_WIDTH, '');
}

/** Stylised digits have a plain form; the others stand ten in a row in Unicode, the zero first. */
function toPlain(sign: string): string {
  const plain = sign.normalize('NFKC');
  if (/^\d$/.test(plain)) return plain;
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}
