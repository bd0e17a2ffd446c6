import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Response, Router } from 'express';
import { renderSVG } from 'uqr';
import { isFromThisMachine } from '../../http/own-host.ts';
import type { Health } from '../../ports/channel.ts';

export interface PairHost {
  health(): Health;
  /** Text of the code to scan, if there is one. */
  code(): string | undefined;
}

/** Shows the state of the device at `/pair`, and the code to scan, which gives the account away: on this machine only. */
export function pairPage(host: PairHost): Router {
  const router = Router();
  router.use('/pair', (request, response, next) => {
    if (isFromThisMachine(request)) next();
    else
      response.status(403).json({ error: 'Halaman ini hanya terbuka di komputer Posko sendiri.' });
  });
  router.get('/pair', (_, response) => show(host, response));
  router.use('/pair/page', express.static(join(import.meta.dirname, 'page'), { index: false }));
  router.get('/pair/code.svg', (_, response) => {
    const code = host.code();
    if (code === undefined) response.sendStatus(404);
    else response.set('cache-control', 'no-store').type('image/svg+xml').send(renderSVG(code));
  });
  return router;
}

const page = readFileSync(join(import.meta.dirname, 'pair.html'), 'utf8');

function show({ health, code }: PairHost, response: Response): void {
  const isPaired = health().state === 'ok' || health().state === 'paused';
  const shown = isPaired ? undefined : code();
  const words = shown ? SCAN : wordsOf(health());
  const picture = // another code has another address, so that no browser shows the old one
    shown === undefined
      ? ''
      : `<img src="/pair/code.svg?${hash('sha256', shown).slice(0, 12)}" alt="Kode QR" width="320" height="320">`;
  response
    .set('cache-control', 'no-store')
    .set('content-security-policy', POLICY)
    .type('html')
    .send(page.replace('{words}', words).replace('{picture}', picture));
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

const SCAN =
  'Di ponsel Posko, buka WhatsApp, <b>Perangkat tertaut</b>, <b>Tautkan perangkat</b>, lalu pindai kode ini.';

/** Reasons are our own words and contain nothing from outside. */
function wordsOf({ state, reason }: Health): string {
  const states = {
    ok: 'Terhubung.',
    standby: 'Siaga: nomor ini sedang dipakai proses lain.',
    starting: 'Sedang menghubungkan …',
    paused: 'Terhubung, tetapi pengiriman dihentikan.',
    down: 'Tidak terhubung.',
  };
  return reason === undefined ? states[state] : `${states[state]} <i>${reason}</i>`;
}
