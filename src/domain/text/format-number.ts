/** A telephone number (digits, with the country's) as people read it: +62 812-3456-7890. */
export function formatNumber(digits: string): string {
  const [, country, rest = ''] = /^(62)?(\d+)$/.exec(digits) ?? [];
  if (country === undefined) return `+${digits}`;
  const [first, ...groups] = [rest.slice(0, 3), ...(rest.slice(3).match(/\d{1,4}/g) ?? [])];
  return `+62 ${[first, ...groups].join('-')}`;
}
