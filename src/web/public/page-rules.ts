import type { ErrorRequestHandler, Request, Response } from 'express';
import { Busy } from '../../ports/concurrency-limit.ts';
import type { Publisher } from './layout.ts';
import type { PublicDeps } from './public-deps.ts';

/** Who shows the pages; name and number can change while they are up. */
export function publisherOf({ settings }: Pick<PublicDeps, 'settings'>, url: string): Publisher {
  return {
    url,
    get post() {
      return settings.post;
    },
    get number() {
      return settings.site.number;
    },
  };
}

/** What a public page may load: nothing from elsewhere, and no script. */
export function setPolicy(_: Request, response: Response, next: () => void): void {
  response.set(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  next();
}

/** Asks visitors to come back when there are more than can be served. */
export const answerBusy: ErrorRequestHandler = (error: unknown, _, response, next) => {
  if (!(error instanceof Busy) || response.headersSent) {
    next(error);
    return;
  }
  response.status(503).set({ 'retry-after': '5', 'cache-control': 'no-store' }).type('text');
  response.send('Sedang ramai. Coba lagi sebentar.');
};
