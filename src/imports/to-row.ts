import { z } from 'zod';
import { type FactCheck, factCheckSchema } from '../domain/fact-checks/fact-check.ts';
import { readVerdict, verdicts } from '../domain/fact-checks/verdicts.ts';

/** Row of a source: a fact-check, or why it is none. */
export type Row =
  | {
      type: 'read';
      line: number;
      factCheck: FactCheck;
      /** Paths of its pictures, sounds and films, as in the row; only a command reads them. */
      media?: string[] | undefined;
    }
  | {
      type: 'refused';
      line: number;
      reason: string;
      /** The row as it stands in its file. */
      raw?: unknown;
    };

/** Reads one row; its verdict may be one of ours, or a label of others. */
export function toRow(line: number, raw: unknown): Row {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return { type: 'refused', line, reason: 'is not an object' };
  }
  const label = 'verdict' in raw && typeof raw.verdict === 'string' ? raw.verdict : undefined;
  const verdict = label === undefined ? undefined : readVerdict(label);
  const read = factCheckSchema.safeParse({ ...raw, verdict, sample: undefined });
  if (read.success) {
    const { media } = mediaSchema.parse(raw);
    return { type: 'read', line, factCheck: withoutGaps(read.data), ...(media && { media }) };
  }
  const reasons = read.error.issues.map(({ path, message }) => {
    if (path[0] === 'verdict' && label !== undefined) return unknownLabel(label);
    return path.length > 0 ? `${path.join('.')}: ${message}` : message;
  });
  return { type: 'refused', line, reason: reasons.join('; ') };
}

/** In CSV several paths are separated like narratives. */
const mediaSchema = z.object({
  media: z
    .union([z.array(z.string().min(1)), z.string().transform((all) => all.split('||'))])
    .transform((paths) => paths.map((path) => path.trim()).filter((path) => path !== ''))
    .optional()
    .catch(undefined),
});

function unknownLabel(label: string): string {
  const words = JSON.stringify(label.slice(0, 80));
  return `verdict: ${words} is no label that Posko knows; it has to amount to ${verdicts.join(', ')}`;
}

function withoutGaps(factCheck: FactCheck): FactCheck {
  const entries = Object.entries(factCheck).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as unknown as FactCheck; // only absent keys were left out
}
