import { createHash } from 'node:crypto';

/** The code on the card of a fact-check: its id as ten digits, the version, and two digits that show a slip. */
export function cardCode({ id, version }: { id: string; version: number }): string {
  const plain = `${String(cardKey(id)).padStart(10, '0')}${String(version % 100).padStart(2, '0')}`;
  return `${plain}${checkDigits(plain)}`.replace(/^(.{4})(.{4})(.{4})/, '$1-$2-$3-');
}

/** Ten digits that stand for an id; two fact-checks have the same as seldom as one in ten thousand million. */
export function cardKey(id: string): number {
  const hash = createHash('sha256').update(id).digest();
  return Number(hash.readBigUInt64BE() % 10_000_000_000n);
}

/** The fact-check and version of the first code in a text whose digits agree, whatever stands between them. */
export function findCardCode(text: string): { key: number; version: number } | undefined {
  for (const [found] of text.matchAll(GROUPS)) {
    const digits = found.replace(/\D/g, '');
    const plain = digits.slice(0, 12);
    if (checkDigits(plain) !== digits.slice(12)) continue;
    return { key: Number(plain.slice(0, 10)), version: Number(plain.slice(10)) };
  }
  return undefined;
}

const GROUPS = /(?<!\d)\d{4}[-–— .]{0,3}\d{4}[-–— .]{0,3}\d{4}[-–— .]{0,3}\d{2}(?!\d)/g;

/** As IBANs have them: no wrong digit and no two that changed places go unnoticed. */
function checkDigits(plain: string): string {
  return String(98n - ((BigInt(plain) * 100n) % 97n)).padStart(2, '0');
}
