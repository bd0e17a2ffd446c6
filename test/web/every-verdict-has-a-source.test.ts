import { expect, test } from 'vitest';
import { viewCase } from '../../src/services/cases/queue.ts';
import { publicView } from '../../src/services/fact-checks/public-view.ts';
import { factCheckPage } from '../../src/web/public/fact-check-page.ts';
import { publicVoice } from '../../src/web/public/public-words.ts';
import { citationList } from '../../src/web/shared/citation-list.ts';
import { aCase, aCaseCommit, aTip } from '../support/builders.ts';
import { MORNING } from '../support/stage.ts';
import { type Doing, openSurfaces } from './surfaces.ts';

const WORDS = 'Pengurus RW sudah membantah kabar iuran itu.';
const SOURCE = 'https://sumber.example/cek';
const REASON = 'Kami menelepon pengurusnya sendiri.';
const reply = ['reply', 'TICKET', '--verdict', 'salah', '--summary', WORDS];

const bare: Doing = {
  web: ['verdict', { verdict: 'salah', summary: WORDS }],
  keys: ['1', `paste:${WORDS}`, 'enter', 'ctrl-s'],
  command: reply,
};
const cited: Doing = {
  web: ['verdict', { verdict: 'salah', summary: WORDS, url: SOURCE }],
  keys: ['1', `paste:${WORDS}`, 'enter', `paste:${SOURCE}`, 'ctrl-s'],
  command: [...reply, '--url', SOURCE],
};
const explained: Doing = {
  web: ['verdict', { verdict: 'salah', summary: WORDS, noSource: REASON }],
  keys: ['1', `paste:${WORDS}`, 'enter', 'enter', `paste:${REASON}`, 'ctrl-s'],
  command: [...reply, '--without-source', REASON],
};

/** A post with a case that rina holds, and what the public would read of its verdict. */
async function aPost() {
  const surfaces = await openSurfaces('editor');
  const lease = { by: 'rina', until: MORNING + 600_000, fence: 1 };
  const found = { ...aCase({ ticket: 'K7Q2', fence: 1 }), lease };
  const tips = [aTip({ case: found.id, text: found.claim })];
  await surfaces.store.cases.commit(aCaseCommit({ newCases: [found], tips }));
  const page = async () => {
    const { factCheck } = (await viewCase(surfaces.deps, 'K7Q2')) ?? {};
    const publisher = { post: 'Posko', url: 'https://cek.example', number: undefined };
    const view = factCheck && publicView(surfaces.deps, factCheck);
    return view && String(factCheckPage(publisher, publicVoice('id'), { view, text: '' }));
  };
  return { surfaces, page };
}

test.for([
  ['https://penipu.example/x', undefined, '>penipu.example</a>'],
  ['https://penipu.example/x', 'kpu.go.id', '>kpu.go.id</a> (penipu.example)'],
  ['https://kpu.go.id/y', '<b>Siaran</b>', '>&#60;b&#62;Siaran&#60;/b&#62;</a> (kpu.go.id)'],
] as const)('a source at %s with the title %j says which site it is on', ([url, title, shown]) => {
  const list = String(citationList([{ url, title }], 'id'));
  expect(list).toContain(`<a href="${url}" rel="noopener noreferrer nofollow"${shown}`);
});

const doors = ['web', 'terminal', 'command'] as const;

test.each(doors)(
  'no verdict leaves by the %s without a source or a reason',
  async (door) => {
    const { surfaces, page } = await aPost();
    expect(await surfaces[door]('K7Q2', bare)).toBe('refused');
    expect(await page()).toBeUndefined();
    expect(await surfaces[door]('K7Q2', cited)).toBe('done');
    const published = await page();
    expect(published).toContain(`<a href="${SOURCE}"`);
    expect(published).toContain('Salinan halamannya tidak disimpan.');
  },
  60_000,
);

test.each(doors)(
  'the reason that is given by the %s stands on the public page',
  async (door) => {
    const { surfaces, page } = await aPost();
    expect(await surfaces[door]('K7Q2', explained)).toBe('done');
    expect(await page()).toContain(REASON);
  },
  60_000,
);
