import { parse } from 'tldts';
import { canonicalLink, hostIn, isPage } from './canonical-link.ts';
import { officialHost } from './look-alike.ts';
import shared from './shared-hosts.json' with { type: 'json' };

/** Whether a link hides where it leads, as those of shorteners do. */
export function isShortLink(link: string): boolean {
  const canonical = canonicalLink(link) ?? '';
  return isPage(canonical) && SHORT.has(hostIn(canonical));
}

/** Returns the domain of a canonical link whose pages all have one owner: no network, shortener, newspaper or institution. */
export function soleDomain(canonical: string): string | undefined {
  const host = hostIn(canonical);
  const { domain, isIp } = parse(host, { allowPrivateDomains: true });
  if (!domain || isIp || SHORT.has(domain) || MANY.has(domain)) return undefined;
  return officialHost(host) === undefined ? domain : undefined;
}

const SHORT = new Set(shared.short.split(' '));
const MANY = new Set(shared.many.split(' '));
