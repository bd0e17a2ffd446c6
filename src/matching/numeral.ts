/** Reads an Indonesian numeral (1.000.000 · 12,5) as one number or, for 15.04.2024, several. */
export function readNumeral(text: string): string[] {
  if (/^\d+$/.test(text)) return [plain(text)];
  const [whole = '', decimals = ''] = splitDecimals(text);
  if (/^[1-9]\d{0,2}([.,]\d{3})+$/.test(whole)) {
    return [formatNumber(Number(whole.replace(/[.,]/g, '') + (decimals && `.${decimals}`)))];
  }
  if (/^\d+$/.test(whole) && decimals) return [formatNumber(Number(`${whole}.${decimals}`))];
  return text.split(/[.,]/).filter(Boolean).map(plain);
}

/** Formats a number so that reading it again gives the same: at most two decimals, no grouping. */
export function formatNumber(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Whether a normalised word is a number. */
export function isNumeral(word: string): boolean {
  const code = word.charCodeAt(0);
  return code >= 48 && code <= 57;
}

function plain(digits: string): string {
  return digits.length > 6 ? digits : digits.replace(/^0+(?=\d)/, '');
}

function splitDecimals(text: string): string[] {
  const simple = /^(\d+)[.,](\d{1,2}|\d{4,})$/.exec(text) ?? /^(0)[.,](\d+)$/.exec(text);
  if (simple) return [simple[1] ?? '', simple[2] ?? ''];
  const grouped = /^(\d{1,3}(?:\.\d{3})+),(\d{1,2})$/.exec(text);
  const english = /^(\d{1,3}(?:,\d{3})+)\.(\d{1,2})$/.exec(text);
  const found = grouped ?? english;
  return found ? [found[1] ?? '', found[2] ?? ''] : [text, ''];
}
