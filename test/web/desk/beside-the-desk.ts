import { join } from 'node:path';
import type { Router } from 'express';
import { onTestFinished } from 'vitest';
import type { AppDeps } from '../../../src/app/app-deps.ts';
import { loadSamples } from '../../../src/app/samples/load-samples.ts';
import { pairPage } from '../../../src/channels/baileys/pair-page.ts';
import { Phones } from '../../../src/channels/simulator/phones.ts';
import { simulatorRoutes } from '../../../src/channels/simulator/routes.ts';
import { cardPainter } from '../../../src/rendering/paint-card.ts';
import { createCardCache } from '../../../src/services/fact-checks/card.ts';
import { receive } from '../../../src/services/messaging/receive.ts';
import { publicPages } from '../../../src/web/public/public-pages.ts';
import { statusPage } from '../../../src/web/public/status-page.ts';
import { aFolder } from '../../support/builders.ts';
import { MORNING } from '../../support/stage.ts';

/** The pages of a post that are not the desk's: `/cek`, `/chat` with a long talk, and `/pair` with a code. */
export function besideTheDesk(deps: AppDeps): Router[] {
  const publication = {
    url: 'https://cek.example.org',
    number: '6281112345678',
    showsSamples: true,
  };
  const { number } = publication;
  const cardOf = createCardCache(cardPainter, { post: deps.settings.post, number });
  return [
    publicPages({ deps: { ...deps, cardOf }, publication }),
    statusPage({ deps, url: publication.url }),
    chat(deps),
    pairPage({ health: () => ({ state: 'down' }), code: () => 'https://wa.example/#1,2' }),
  ];
}

function chat(deps: AppDeps): Router {
  const phones = new Phones(join(aFolder(), 'chat.db'));
  onTestFinished(() => phones.close());
  const said = ['x'.repeat(300), 'المصرف مغلق غدا', '<b>Halo</b> 😀', '*SALAH* ini _tidak_ benar'];
  for (const [at, text] of said.entries()) {
    phones.add('w1', {
      id: `c${at}`,
      from: 'citizen',
      text,
      at: MORNING,
      forwardingScore: at * 2,
    });
    const choices = at === 3 ? ['Ya, ini', 'Bukan ini'].map((label) => ({ id: label, label })) : [];
    phones.add('w1', {
      id: `b${at}`,
      from: 'bot',
      text: `${text}\n\n${text}`,
      at: MORNING,
      choices,
    });
  }
  return simulatorRoutes({
    phones,
    post: 'Posko',
    hosts: [],
    samples: () =>
      loadSamples().map(({ title, claim = title, verdict }) => ({ title, text: claim, verdict })),
    onTyping: () => {},
    receive: (delivered) => receive(deps, [delivered]),
    readMedia: async () => undefined,
    now: () => MORNING,
  });
}
