/** The address of a fact-check where it leads to a page of its own; a home page proves nothing, so it counts as none. */
export function pageOf(url: string | undefined): string | undefined {
  const { pathname = '/', search = '' } = URL.parse(url ?? '') ?? {};
  const isHome = search === '' && /^\/(?:index\.\w+|(?:home|beranda|id|en)\/?)?$/i.test(pathname);
  return isHome ? undefined : url;
}
