/** A part of a whole in percent; a little is not nothing, and nearly all is not all. */
export function showShare(share: number | undefined): string {
  if (share === undefined) return '–';
  if (share > 0 && share < 0.01) return '<1%';
  if (share > 0.99 && share < 1) return '>99%';
  return `${Math.round(100 * share)}%`;
}
