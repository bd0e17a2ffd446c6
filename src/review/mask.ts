/** Not within a longer number, nor behind its dot or comma. */
const ALONE = '(?<!\\d)(?<!\\d[.,])';

const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g;
const PHONE = new RegExp(
  `${ALONE}(?:\\+?62|\\(?0)[\\s.-]?8\\d{1,3}\\)?(?:[\\s.-]?\\d{2,5}){2,4}(?!\\d)`,
  'g',
);
const IDENTITY = new RegExp(`${ALONE}\\d{16}(?!\\d)`, 'g');
const ACCOUNT =
  /(?<!\[nomor )\b((?:rek(?:ening)?|no\.?\s?rek|norek|a\/n|va|virtual account)\b[^\d\n[]{0,20})(\d[\d\s.-]{6,20}\d)/gi;
const LONG_NUMBER = new RegExp(`${ALONE}(?<![/-])(?<!rp\\.? ?)\\d{10,15}(?!\\d)`, 'gi');
const MONEY = /^\d{1,3}(?:\.\d{3})+$/;

/** The text with phone numbers, NIK, account numbers and e-mail addresses of anyone masked. */
export function maskPersonalData(text: string): string {
  return text
    .replace(EMAIL, '[surel]')
    .replace(PHONE, '[nomor telepon]')
    .replace(IDENTITY, '[NIK]')
    .replace(ACCOUNT, (all, before: string, number: string) =>
      MONEY.test(number.trim()) ? all : `${before}[nomor rekening]`,
    )
    .replace(LONG_NUMBER, '[nomor]');
}
