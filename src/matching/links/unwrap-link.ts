/** Returns the address that a network, a search engine or a cache has wrapped. */
export function unwrapLink(url: URL): URL | undefined {
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
