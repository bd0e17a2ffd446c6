/** Returns how many members two sets share. */
export function countShared<T>(left: ReadonlySet<T>, right: ReadonlySet<T>): number {
  let shared = 0;
  for (const each of left) if (right.has(each)) shared += 1;
  return shared;
}
