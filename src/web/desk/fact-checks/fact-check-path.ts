/** Where a fact-check lies in the desk's library. */
export function toPath(id: string): string {
  return `/review/fact-checks/${encodeURIComponent(id)}`;
}
