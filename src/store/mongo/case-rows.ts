import { trusted } from 'mongoose';
import { type Case, caseSchema, type Tip, tipSchema } from '../../domain/cases/case.ts';
import type { CaseRow, TipRow } from './case-schemas.ts';
import type { Models } from './models.ts';

/** Tips that their citizens have not restricted. */
export const FREE = { isRestricted: trusted({ $exists: false }) };

/** Cases of which every tip is restricted. */
export async function findWithheld({ tips }: Models): Promise<string[]> {
  const touched = await tips.distinct('case', { isRestricted: true });
  if (touched.length === 0) return [];
  const free = await tips.distinct('case', { case: trusted({ $in: touched }), ...FREE });
  return touched.filter((id) => !free.includes(id));
}

/** A case as everyone but the store knows it. */
export function toCase(row: CaseRow | null): Case | undefined {
  return row ? caseSchema.parse({ ...row, id: row._id }) : undefined;
}

/** A tip as everyone but the store knows it. */
export function toTip({ _id, ...row }: TipRow): Tip {
  return tipSchema.parse({ ...row, id: _id });
}
