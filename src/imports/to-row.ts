import { type FactCheck, factCheckSchema, verdicts } from '../review/fact-check.ts';
import { readVerdict } from '../review/verdict-label.ts';

/** A row of a source: a fact-check, or why it is none. */
export type Row =
  | { type: 'read'; line: number; factCheck: FactCheck }
  | { type: 'refused'; line: number; reason: string };

/** Reads one row; its verdict may be one of ours, or a label as others write it. */
export function toRow(line: number, raw: unknown): Row {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { type: 'refused', line, reason: 'is not an object' };
  }
  const label = 'verdict' in raw && typeof raw.verdict === 'string' ? raw.verdict : undefined;
  const verdict = label === undefined ? undefined : readVerdict(label);
  const read = factCheckSchema.safeParse({ ...raw, verdict, sample: undefined });
  if (read.success) return { type: 'read', line, factCheck: withoutGaps(read.data) };
  const reasons = read.error.issues.map(({ path, message }) => {
    if (path[0] === 'verdict' && label !== undefined) return unknownLabel(label);
    return path.length > 0 ? `${path.join('.')}: ${message}` : message;
  });
  return { type: 'refused', line, reason: reasons.join('; ') };
}

function unknownLabel(label: string): string {
  const words = JSON.stringify(label.slice(0, 80));
  return `verdict: ${words} is no label that Posko knows; it has to amount to ${verdicts.join(', ')}`;
}

function withoutGaps(factCheck: FactCheck): FactCheck {
  const entries = Object.entries(factCheck).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as FactCheck; // only absent keys were left out
}
