import { listed } from '../plain-words.ts';
import parameters from './parameters.json' with { type: 'json' };
import sameHosts from './same-hosts.json' with { type: 'json' };
/** Returns one form for all addresses of a page, without tracking, mobile sites, caches or wrappers; undefined if it is no address. */
export function canonicalLink(link: string): string | undefined {
  let form = shortForm(link);
  for (let round = 0; form !== undefined && round < MOST_ROUNDS; round += 1) {
    const next = shortForm(form);
    if (next === form) break;
    form = next;
  }
  return form;
}

/** Whether an address leads to one page, not to the home page of a site. */
export function isPage(canonical: string): boolean {
  return /[/?]./.test(canonical);
}

export function hostIn(canonical: string): string {
  return canonical.split(/[/?]/, 1)[0] ?? '';
}

const LONGEST = 500;
/** Browsers support this length; longer links are read up to here. */
const LONGEST_READ = 8_000;
/** Wrappers can be nested; more than a few are a trick. */
const MOST_WRAPPERS = 3;
/** Removing one ending may uncover another: `/_/` after `/amp`. */
const MOST_ROUNDS = 8;

function shortForm(link: string): string | undefined {
  const url = toUrl(link);
  if (!url) return undefined;
  const host = canonicalHost(url.hostname);
  const video = videoOf(host, url);
  if (video !== undefined) return `youtube.com/watch?v=${video}`;
  const path = canonicalPath(url.pathname);
  const query = [...url.searchParams]
    .filter(([name]) => !isTracking(name))
    .map((parameter) => `${new URLSearchParams([parameter])}`)
    .sort()
    .join('&');
  return `${host}${path}${query === '' ? '' : `?${query}`}`.slice(0, LONGEST);
}

function toUrl(link: string): URL | undefined {
  const bare = link
    .trim()
    .slice(0, LONGEST_READ)
    .replace(/(?<![.,;:!?)\]}'"*_~])[.,;:!?)\]}'"*_~]+$/, '');
  let url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(bare) ? bare : `https://${bare}`);
  for (let depth = 0; url && depth < MOST_WRAPPERS; depth += 1) {
    const inner = unwrapLink(url);
    if (!inner) break;
    url = inner;
  }
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return undefined;
  return url;
}

const PREFIXES = /^(?:www\d?|m|mobile|amp|web|id-id|touch)\.(?=[^.]+\.)/;
const SAME_HOSTS = new Map(Object.entries(sameHosts));

function canonicalHost(hostname: string): string {
  let host = hostname.toLowerCase().replace(/\.$/, '');
  while (PREFIXES.test(host)) host = host.replace(PREFIXES, '');
  return SAME_HOSTS.get(host) ?? host;
}

function videoOf(host: string, url: URL): string | undefined {
  if (host === 'youtu.be') return /^\/([\w-]{6,20})/.exec(url.pathname)?.[1];
  if (host !== 'youtube.com') return undefined;
  const inPath = /^\/(?:shorts|live|embed|v)\/([\w-]{6,20})/.exec(url.pathname)?.[1];
  return inPath ?? url.searchParams.get('v') ?? undefined;
}

function canonicalPath(pathname: string): string {
  const path = pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?)$/i, '')
    .replace(/\/amp\/?$/i, '')
    .replace(/\/$/, '');
  return path;
}

const TRACKING = listed(parameters.tracking);

function isTracking(name: string): boolean {
  const lower = name.toLowerCase();
  return TRACKING.has(lower) || /^(?:utm|mc|hsa|pk|at|__cft__|_hs)[_[]/.test(lower);
}

/** Returns the address that a network, a search engine or a cache has wrapped. */
function unwrapLink(url: URL): URL | undefined {
  const host = url.hostname.toLowerCase().replace(/^www\./, '');
  for (const { hosts, path, parameters } of WRAPPERS) {
    if (!hosts.test(host) || !path.test(url.pathname)) continue;
    const inner = parameters.map((name) => url.searchParams.get(name)).find((value) => value);
    if (inner) return URL.parse(inner) ?? undefined;
  }
  return unwrapCache(host, url);
}

/** Wrappers with the true address in a parameter. */
const WRAPPERS: readonly { hosts: RegExp; path: RegExp; parameters: readonly string[] }[] = [
  { hosts: /^lm?\.(?:facebook|instagram)\.com$/, path: /^\/(?:l\.php)?/, parameters: ['u'] },
  { hosts: /^google\.(?:com|co\.id)$/, path: /^\/url$/, parameters: ['q', 'url'] },
  { hosts: /^youtube\.com$/, path: /^\/redirect$/, parameters: ['q'] },
  { hosts: /^(?:out\.reddit\.com|t\.umblr\.com)$/, path: /./, parameters: ['url', 'z'] },
  { hosts: /\.safelinks\.protection\.outlook\.com$/, path: /./, parameters: ['url'] },
  { hosts: /^(?:translate\.google\.com|vk\.com)$/, path: /./, parameters: ['u', 'to'] },
];

/** Caches write the true address into the path: /c/s/host/page, /amp/s/host/page. */
function unwrapCache(host: string, url: URL): URL | undefined {
  const isCache = host.endsWith('.cdn.ampproject.org') || /^google\.(?:com|co\.id)$/.test(host);
  if (!isCache) return undefined;
  const inner = /^\/(?:[cvi]|amp)\/(?:s\/)?(.+)/s.exec(url.pathname)?.[1];
  const [site = ''] = inner?.split('/', 1) ?? [];
  return !/[^/]\.[^/]/.test(site)
    ? undefined
    : (URL.parse(`https://${inner}${url.search}`) ?? undefined);
}
