import { canonicalLink } from '../matching/links/canonical-link.ts';
import { findLookAlike, type LookAlike } from '../matching/links/look-alike.ts';

/** Returns the first link whose address contains an institution's name but is not its own. */
export function findFalseName(links: readonly string[]): LookAlike | undefined {
  for (const link of links) {
    const canonical = canonicalLink(link);
    const found = canonical === undefined ? undefined : findLookAlike(canonical);
    if (found) return found;
  }
  return undefined;
}
