/** Reads a value once for all who ask for its key within a time; a read that failed is not kept. */
export function readOnce<Key, Value>(
  { freshMs, now }: { freshMs: number; now(): number },
  read: (key: Key) => Promise<Value>,
): (key: Key) => Promise<Value> {
  const known = new Map<Key, { at: number; value: Promise<Value> }>();
  return (key) => {
    const found = known.get(key);
    if (found && now() - found.at < freshMs) return found.value;
    const value = read(key);
    known.set(key, { at: now(), value });
    value.catch(() => known.delete(key));
    return value;
  };
}
