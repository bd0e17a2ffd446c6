import type { RequestHandler } from 'express';
import { hostName, isFromOwnPage, isLoopbackName } from '../../http/own-host.ts';

/**
 * Answers only under names of this machine and configured ones, and only to its own pages: the
 * simulator has no login, and a browser on this machine may show pages from anywhere.
 */
export function guardChat(hosts: readonly string[]): RequestHandler {
  return (request, response, next) => {
    response.set('cross-origin-resource-policy', 'same-origin');
    const name = hostName(request.headers.host);
    if (!isLoopbackName(name) && !hosts.includes(name)) {
      response.status(403).json({ error: 'Halaman ini tidak terbuka di alamat ini.' });
      return;
    }
    const isFollowed = request.method === 'GET' && request.path === '/';
    // A link elsewhere may lead to the page itself, which changes nothing.
    if (isFollowed || isFromOwnPage(request)) next();
    else response.status(403).json({ error: 'Halaman lain tidak boleh memakai halaman ini.' });
  };
}
