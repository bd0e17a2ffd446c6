import { canonicalLink } from '../matching/links/canonical-link.ts';
import { findLookAlike, type LookAlike } from '../matching/links/look-alike.ts';

/** Returns the addresses that contain an institution's name but are not its own, each once, in the order of the links. */
export function findFalseNames(links: readonly string[]): LookAlike[] {
  const found = new Map<string, LookAlike>();
  for (const link of links) {
    const canonical = canonicalLink(link);
    const named = canonical === undefined ? undefined : findLookAlike(canonical);
    if (named) found.set(named.host, named);
  }
  return [...found.values()];
}
