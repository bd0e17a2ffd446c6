import { trusted } from 'mongoose';
import { type Case, caseSchema, type Tip, tipSchema } from '../../domain/cases/case.ts';
import type { CaseRow, TipRow } from './case-schemas.ts';
import type { Models } from './models.ts';

/** Tips that their citizens have not restricted. */
export const FREE = { isRestricted: trusted({ $exists: false }) };

/** Returns cases of which every tip is restricted. */
export async function findWithheld({ tips }: Models): Promise<string[]> {
  const touched = await tips.distinct('case', { isRestricted: true });
  if (touched.length === 0) return [];
  const free = await tips.distinct('case', { case: trusted({ $in: touched }), ...FREE });
  return touched.filter((id) => !free.includes(id));
}

/** Converts a row to a case. */
export function toCase(row: CaseRow | null): Case | undefined {
  return row ? caseSchema.parse({ ...row, id: row._id }) : undefined;
}

/** Converts a row to a tip. */
export function toTip({ _id, ...row }: TipRow): Tip {
  return tipSchema.parse({ ...row, id: _id });
}
