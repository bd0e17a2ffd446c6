/** Puts an entry last into a map that keeps the last so many, and returns it. */
export function keepRecent<Entry>(
  map: Map<string, Entry>,
  [key, entry]: [string, Entry],
  most: number,
): Entry {
  map.delete(key);
  map.set(key, entry);
  const [oldest = key] = map.keys();
  if (map.size > most) map.delete(oldest);
  return entry;
}
