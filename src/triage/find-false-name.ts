import { canonicalLink } from '../matching/links/canonical-link.ts';
import { findLookAlike, type LookAlike } from '../matching/links/look-alike.ts';

/** The first of some links whose address bears the name of an institution without being its own. */
export function findFalseName(links: readonly string[]): LookAlike | undefined {
  for (const link of links) {
    const canonical = canonicalLink(link);
    const found = canonical === undefined ? undefined : findLookAlike(canonical);
    if (found) return found;
  }
  return undefined;
}
