/** Neither within a longer number nor behind its dot or comma. */
const ALONE = '(?<!\\d)(?<!\\d[.,])';
/** Separators between the groups of a number. */
const GAP = '[\\s._–‑-]?';

const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g;
const PHONE = new RegExp(
  `${ALONE}(?:\\+?62|\\(?0)${GAP}8\\d{1,3}\\)?(?:${GAP}\\d{2,5}){2,4}(?!\\d)`,
  'g',
);
/** Mobile number without its leading zero, if a word announces it. */
const CALLED = new RegExp(
  `\\b((?:wa|whatsapp|hp|telp|tlp|telepon|hub|hubungi|sms)\\b(?:(?!rp)[^\\d\\n]){0,12})(8\\d{1,3}(?:${GAP}\\d{2,5}){2,4})(?!\\d)`,
  'gi',
);
/** Landline: its area code begins with 2 to 7 or 9. */
const LINE = new RegExp(
  `${ALONE}(?:\\(0[2-79]\\d{1,2}\\)\\s?|(?:\\+?62${GAP}|0)[2-79]\\d{1,2}[\\s-])\\d{3,4}${GAP}\\d{3,5}(?!\\d)`,
  'g',
);
const ABROAD = /(?<![\d+])\+(?!62)[1-9]\d{0,2}[\s.-]?\d(?:[\s.-]?\d){6,12}(?![\d.,])/g;
/** NIK and KK have sixteen digits. */
const IDENTITY = new RegExp(`${ALONE}\\d{4}${GAP}\\d{4}${GAP}\\d{4}${GAP}\\d{4}(?!\\d)`, 'g');
const IDENTITY_BY_PARTS = new RegExp(
  `${ALONE}\\d{2}${GAP}\\d{2}${GAP}\\d{2}${GAP}\\d{6}${GAP}\\d{4}(?!\\d)`,
  'g',
);
const NPWP = /(?<!\d)\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}(?!\d)/g;
const PASSPORT = /\b(pas(?:s)?por(?:t)?\b[^\d\n]{0,12}?)[A-Z]\d{6,7}\b/gi;
const ACCOUNT =
  /(?<!\[nomor )\b((?:rek(?:ening)?|no\.?\s?rek|norek|a\/n|va|virtual account)\b[^\d\n[]{0,20})(\d[\d\s.-]{6,20}\d)/gi;
/** Banks and wallets whose account number follows directly after their name. */
const AT_BANK =
  /\b((?:bca|bni|bri|bsi|btn|cimb|danamon|seabank|gopay|shopeepay|linkaja|ovo|mandiri|permata|dana|jago)\b[ :.=-]{1,4})(\d(?:[ -]?\d){7,17})(?![\d.,])/gi;
const PLATE =
  /\b((?:plat|pelat|nopol|no\.?\s?pol(?:isi)?)\b[^\dA-Z\n]{0,12})[A-Z]{1,2}[ -]?\d{1,4}[ -]?[A-Z]{1,3}\b/g;
const LONG_NUMBER = new RegExp(`${ALONE}(?<![/-])(?<!rp\\.? ?)\\d{10,20}(?!\\d)`, 'gi');
const MONEY = /^\d{1,3}(?:\.\d{3})+$/;
const YEARS = /^(?:19|20)\d\d[ -](?:19|20)\d\d$/;
const YEAR = /^(?:19|20)/;
const DAY = /^\d{1,2}[ -]\d{1,2}[ -](?:19|20)\d\d$/;
/** Names that are also ordinary words in lower case. */
const ALSO_WORDS = /^(?:mandiri|permata|dana|jago)\b/;

/** Masks phone, identity, passport, tax and account numbers, plates and e-mail addresses in any grouping and digits. */
export function maskPersonalData(text: string): string {
  return plainDigits(text)
    .replace(EMAIL, '[surel]')
    .replace(NPWP, '[NPWP]')
    .replace(IDENTITY_BY_PARTS, '[NIK]')
    .replace(IDENTITY, maskIdentity)
    .replace(ACCOUNT, maskAccount)
    .replace(AT_BANK, (all, before: string, number: string) =>
      ALSO_WORDS.test(before) ? all : maskAccount(all, before, number),
    )
    .replace(PHONE, '[nomor telepon]')
    .replace(CALLED, '$1[nomor telepon]')
    .replace(ABROAD, '[nomor telepon]')
    .replace(LINE, '[nomor telepon]')
    .replace(PASSPORT, '$1[paspor]')
    .replace(PLATE, '$1[pelat nomor]')
    .replace(LONG_NUMBER, '[nomor]');
}

/** Ranges of years have as many digits. */
function maskIdentity(number: string): string {
  const groups = number.match(/\d{4}/g) ?? [];
  return number.length > 16 && groups.every((group) => YEAR.test(group)) ? number : '[NIK]';
}

function maskAccount(all: string, before: string, number: string): string {
  const tidy = number.trim();
  return MONEY.test(tidy) || YEARS.test(tidy) || DAY.test(tidy) ? all : `${before}[nomor rekening]`;
}

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
