import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a page of the site answers: a body, or whatever a function does with the response. */
export type Page =
  | string
  | { body: string; headers?: Record<string, string>; status?: number }
  | ((response: ServerResponse, headers: IncomingHttpHeaders) => void);

/** A web site on this machine; `pages` may be changed while it runs, `asked` tells what was asked for. */
export async function openLoopbackSite(pages: Record<string, Page>) {
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push({ path, headers: request.headers });
    const page = pages[path];
    if (page === undefined) response.writeHead(404).end();
    else if (typeof page === 'function') page(response, request.headers);
    else if (typeof page === 'string') response.end(page);
    else response.writeHead(page.status ?? 200, page.headers).end(page.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // a listening TCP server has one
  return { url: `http://127.0.0.1:${port}`, port, pages, asked };
}
