const MASKS: readonly [RegExp, string][] = [
  [/\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b/g, '[surel]'],
  [/(?<![\d.,])(?:\+?62|0)[\s.-]?8\d{1,3}(?:[\s.-]?\d{2,5}){2,4}(?![\d])/g, '[nomor telepon]'],
  [/(?<![\d.,])\d{16}(?!\d)/g, '[NIK]'],
  [
    /\b(rek(?:ening)?|no\.?\s?rek|a\/n|norek|va|virtual account)\b([^\d\n]{0,20})\d[\d\s.-]{6,20}\d/gi,
    '$1$2[nomor rekening]',
  ],
  [/(?<![\d.,/-])\d{10,15}(?!\d)/g, '[nomor]'],
];

/** The text with phone numbers, NIK, account numbers and e-mail addresses of anyone masked. */
export function maskPersonalData(text: string): string {
  return MASKS.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text);
}
