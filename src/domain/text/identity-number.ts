export const IDENTITY_MARK = '[NIK]';

/** Masks identity numbers (NIK): 16 digits with a province and a day of birth (plus 40 for women) in them. */
export function maskIdentityNumbers(text: string): string {
  return text.replace(SIXTEEN, (number) => (isIdentity(number) ? IDENTITY_MARK : number));
}

const SIXTEEN = /(?<![\d+])\d{2}(?:[ .-]?\d{2}){7}(?!\d)/g;

function isIdentity(number: string): boolean {
  const digits = number.replace(/\D/g, '');
  const [province = 0, day = 0, month = 0] = [0, 6, 8].map((at) =>
    Number(digits.slice(at, at + 2)),
  );
  const isDay = (day >= 1 && day <= 31) || (day >= 41 && day <= 71);
  return province >= 11 && province <= 97 && isDay && month >= 1 && month <= 12;
}
