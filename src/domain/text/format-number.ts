import { z } from 'zod';

/** A number in digits with the country's; after an @ its username: 3 to 35 letters, digits, dots and underscores. */
export const publicNumberSchema = z
  .string()
  .transform((text) => text.replace(/^[^@]+/, (digits) => digits.replace(/[\s().+-]/g, '')))
  .pipe(z.string().regex(/^[1-9]\d{7,14}(?:@(?=[^@]*[a-z])\w[\w.]{1,33}\w)?$/i));

/** A telephone number (digits, with the country's) as people read it: +62 812-3456-7890; its username (after an @) where it has one. */
export function formatNumber(number: string): string {
  const [digits = '', name] = number.split('@');
  if (name !== undefined) return `@${name}`;
  const [, country, rest = ''] = /^(62)?(\d+)$/.exec(digits) ?? [];
  if (country === undefined) return `+${digits}`;
  const [first, ...groups] = [rest.slice(0, 3), ...(rest.slice(3).match(/\d{1,4}/g) ?? [])];
  return `+62 ${[first, ...groups].join('-')}`;
}

export function chatAddress(number: string): string {
  return `https://wa.me/${number.replace(/@.*/, '')}`;
}
