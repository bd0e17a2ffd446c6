import { parse } from 'tldts';
import { canonicalLink, isPage } from './canonical-link.ts';
import { officialHost } from './look-alike.ts';
import shared from './shared-hosts.json' with { type: 'json' };

/** Whether a link hides where it leads, as those of shorteners do. */
export function isShortLink(link: string): boolean {
  const canonical = canonicalLink(link) ?? '';
  return isPage(canonical) && SHORT.has(canonical.split(/[/?]/, 1)[0] ?? '');
}

/** Returns the domain of a canonical link whose pages all have one owner: no network, shortener, newspaper or institution. */
export function soleDomain(canonical: string): string | undefined {
  const [host = ''] = canonical.split(/[/?]/, 1);
  const { domain, isIp } = parse(host, { allowPrivateDomains: true });
  if (!domain || isIp || SHORT.has(domain) || MANY.has(domain)) return undefined;
  return officialHost(host) === undefined ? domain : undefined;
}

const SHORT = new Set(shared.short.split(' '));
const MANY = new Set(shared.many.split(' '));
