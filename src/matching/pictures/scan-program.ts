import { Assembler } from './assembler.ts';
import { HASH_BYTES } from './pdq.ts';

/** Hashes per group, stored byte by byte: all first bytes, then all second ones … */
export const GROUP = 64;
export const GROUP_BYTES = GROUP * HASH_BYTES;

/** Table of a query hash: for each of its 64 half bytes, the distance to each of 16 half bytes. */
export const TABLE_BYTES = 1024;

/** Memory layout of the program. */
export const PLACE = { halves: 0, tables: 4096, distances: 4096 + 64 * 1024, groups: 128 * 1024 };

/**
 * Builds the program that compares query hashes with the stored ones of some groups, 16 at a time.
 * `run(group, end, tablesEnd, limit)` writes for each stored hash the smallest number of differing
 * bits, or 255 above `limit`. It abandons most pairs early.
 */
export function scanProgram(): Uint8Array<ArrayBuffer> {
  const code = new Assembler();
  const { group, end, out } = LOCALS;
  code.number(PLACE.distances).set(out);
  code.get(LOCALS.limitNumber).do('i8x16.splat').set(LOCALS.limit);
  code.repeat(
    () => {
      splitBytes(code);
      for (const best of LOCALS.best) code.bytes(255).set(best);
      compareAll(code);
      for (const [block, best] of LOCALS.best.entries())
        code
          .get(out)
          .get(best)
          .store(block * 16);
      code.get(out).number(GROUP).do('i32.add').set(out);
      code.get(group).number(GROUP_BYTES).do('i32.add').set(group);
    },
    () => code.get(group).get(end).do('i32.ne'),
  );
  return code.module({ parameters: 4, numbers: 2, vectors: 10, pages: PLACE.groups >> 16 });
}

const BLOCKS = [0, 1, 2, 3] as const; // of 16 hashes
const HALVES = 2 * HASH_BYTES;

const LOCALS = {
  group: 0,
  end: 1,
  tablesEnd: 2,
  limitNumber: 3,
  out: 4,
  table: 5,
  limit: 6,
  row: 7,
  best: [8, 9, 10, 11],
  sum: [12, 13, 14, 15],
} as const;

/** Splits the half bytes of a group for use by all tables. */
function splitBytes(code: Assembler): void {
  for (let byte = 0; byte < HASH_BYTES; byte++) {
    for (const block of BLOCKS) {
      const from = byte * GROUP + block * 16;
      const to = PLACE.halves + 2 * byte * GROUP + block * 16;
      code.number(0).get(LOCALS.group).load(from).bytes(15).do('v128.and').store(to);
      code
        .number(0)
        .get(LOCALS.group)
        .load(from)
        .number(4)
        .do('i8x16.shr_u')
        .store(to + GROUP);
    }
  }
}

function compareAll(code: Assembler): void {
  const { table, tablesEnd, best, sum } = LOCALS;
  code.number(PLACE.tables).set(table);
  code.repeat(
    () => {
      code.block(() => {
        for (const local of sum) code.bytes(0).set(local);
        for (let half = 0; half < HALVES; half++) {
          if (GIVE_UP.includes(half)) leaveIfFar(code);
          addHalf(code, half);
        }
        for (const block of BLOCKS)
          code.get(best[block]).get(sum[block]).do('i8x16.min_u').set(best[block]);
      });
      code.get(table).number(TABLE_BYTES).do('i32.add').set(table);
    },
    () => code.get(table).get(tablesEnd).do('i32.ne'),
  );
}

function addHalf(code: Assembler, half: number): void {
  const { table, row, sum } = LOCALS;
  code
    .get(table)
    .load(half * 16)
    .set(row);
  for (const block of BLOCKS) {
    code
      .get(sum[block])
      .get(row)
      .number(0)
      .load(PLACE.halves + half * GROUP + block * 16);
    code.do('i8x16.relaxed_swizzle').do('i8x16.add_sat_u').set(sum[block]);
  }
}

/** Goes to the next query hash if no hash of the group can be within the limit. */
function leaveIfFar(code: Assembler): void {
  const [a, b, c, d] = LOCALS.sum;
  code.get(a).get(b).do('i8x16.min_u').get(c).get(d).do('i8x16.min_u').do('i8x16.min_u');
  code.get(LOCALS.limit).do('i8x16.le_u').do('v128.any_true').do('i32.eqz').leave();
}

/** Half bytes before which this is checked; measured for a limit of 60. */
const GIVE_UP = [24, 40, 48];
