import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { factsOf } from '../../domain/fact-checks/verdicts.ts';
import { findLinks } from '../../domain/text/links.ts';
import { canonicalLink, isPage } from '../../matching/links/canonical-link.ts';
import { soleDomain } from '../../matching/links/shared-hosts.ts';

/** Returns the pages that a fact-check is about, and its own page, whose address citizens forward too. */
export function pagesOf({ url, claim, narratives, verdict }: PublishedFactCheck): string[] {
  const named = formsOf(findLinks([claim ?? '', ...narratives].join('\n').replaceAll('[.]', '.')));
  const own = formsOf(url === undefined ? [] : [url]);
  return keysOf([...own, ...named], factsOf(verdict).isScam ? named : []);
}

/** Returns the pages and domains that texts name. */
export function linksIn(texts: readonly string[]): string[] {
  const forms = formsOf(findLinks(texts.join('\n')));
  return keysOf(forms, forms);
}

/** The addresses in their one form; what is no address is left out. */
export function formsOf(links: readonly string[]): string[] {
  return links.flatMap((link) => canonicalLink(link) ?? []);
}

/** Returns the pages of some links, and the domains of some: a scam moves from page to page under its own. */
export function keysOf(forms: readonly string[], ofScams: readonly string[]): string[] {
  const domains = ofScams.flatMap((form) => soleDomain(form) ?? []);
  return [...new Set([...forms.filter(isPage), ...domains])];
}
