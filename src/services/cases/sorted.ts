/** Keeps a sorted list sorted while a value comes, changes or goes; no two values may be equal in its order. */
export function replaceSorted<T>(
  list: T[],
  compare: (a: T, b: T) => number,
  { before, after }: { before: T | undefined; after: T | undefined },
): void {
  const at = before === undefined ? -1 : placeIn(list, compare, before);
  const isIn = before !== undefined && list[at] === before;
  if (isIn && after !== undefined && compare(before, after) === 0) {
    list[at] = after;
    return;
  }
  if (isIn) list.splice(at, 1);
  if (after !== undefined) list.splice(placeIn(list, compare, after), 0, after);
}

function placeIn<T>(list: readonly T[], compare: (a: T, b: T) => number, value: T): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = list[middle];
    if (found !== undefined && compare(found, value) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
