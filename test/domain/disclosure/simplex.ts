/** Least or greatest value of one unknown, for whoever knows some sums of unknowns that are not negative. */
export interface Programme {
  unknowns: number;
  /** Which unknowns add up to what. */
  sums: readonly { of: readonly number[]; to: number }[];
}

const TINY = 1e-9;

/** The greatest value of a sum of unknowns, by the simplex method with Bland's rule. */
export function greatest({ unknowns, sums }: Programme, wanted: readonly number[]): number {
  const width = unknowns + sums.length + 1;
  const rows = sums.map(({ of, to }, at) => {
    const row = new Float64Array(width);
    for (const unknown of of) row[unknown] = 1;
    row[unknowns + at] = 1;
    row[width - 1] = to;
    return row;
  });
  const basis = sums.map((_, at) => unknowns + at);
  const artificial = costs(
    width,
    sums.map((_, at) => unknowns + at),
    -1,
  );
  solve({ rows, basis }, artificial, width - 1);
  const left = basis.reduce(
    (sum, unknown, at) => sum + (unknown >= unknowns ? (rows[at]?.[width - 1] ?? 0) : 0),
    0,
  );
  if (left > 1e-6) throw new Error('the sums contradict one another');
  return solve({ rows, basis }, costs(width, wanted, 1), unknowns);
}

/** The least value of a sum of unknowns. */
export function least(programme: Programme, wanted: readonly number[]): number {
  const all = programme.sums.find(({ of }) => of.length === programme.unknowns);
  if (!all) throw new Error('the sum of all is not known');
  const others = Array.from({ length: programme.unknowns }, (_, at) => at).filter(
    (at) => !wanted.includes(at),
  );
  return all.to - greatest(programme, others);
}

interface Tableau {
  rows: Float64Array[];
  basis: number[];
}

function costs(width: number, of: readonly number[], value: number): Float64Array {
  const row = new Float64Array(width);
  for (const at of of) row[at] = value;
  return row;
}

/** Moves to the best corner; only the first `allowed` columns may come in. Returns the value there. */
function solve({ rows, basis }: Tableau, cost: Float64Array, allowed: number): number {
  const last = cost.length - 1;
  for (;;) {
    const reduced = (column: number) =>
      (cost[column] ?? 0) -
      rows.reduce((sum, row, at) => sum + (cost[basis[at] ?? 0] ?? 0) * (row[column] ?? 0), 0);
    let entering = -1;
    for (let column = 0; column < allowed && entering < 0; column += 1) {
      if (!basis.includes(column) && reduced(column) > TINY) entering = column;
    }
    if (entering < 0)
      return rows.reduce((sum, row, at) => sum + (cost[basis[at] ?? 0] ?? 0) * (row[last] ?? 0), 0);
    const leaving = leavingRow({ rows, basis }, entering, last);
    pivot(rows, leaving, entering);
    basis[leaving] = entering;
  }
}

function leavingRow({ rows, basis }: Tableau, entering: number, last: number): number {
  let best = -1;
  let ratio = Number.POSITIVE_INFINITY;
  for (const [at, row] of rows.entries()) {
    const part = row[entering] ?? 0;
    if (part <= TINY) continue;
    const next = (row[last] ?? 0) / part;
    const isTie = Math.abs(next - ratio) <= TINY && (basis[at] ?? 0) < (basis[best] ?? 0);
    if (next < ratio - TINY || isTie) [best, ratio] = [at, next];
  }
  if (best < 0) throw new Error('there is no greatest value');
  return best;
}

function pivot(rows: readonly Float64Array[], at: number, column: number): void {
  const pivoted = rows[at] ?? new Float64Array();
  const by = pivoted[column] ?? 1;
  for (let n = 0; n < pivoted.length; n += 1) pivoted[n] = (pivoted[n] ?? 0) / by;
  for (const [other, row] of rows.entries()) {
    const factor = row[column] ?? 0;
    if (other === at || factor === 0) continue;
    for (let n = 0; n < row.length; n += 1) row[n] = (row[n] ?? 0) - factor * (pivoted[n] ?? 0);
  }
}
