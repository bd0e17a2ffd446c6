import { expect, test } from 'vitest';
import { createPageFetcher, createWaybackClient } from '../../src/imports/fetch-page.ts';
import { openLoopbackSite, type Page } from '../support/loopback-site.ts';

const PAGE = 'https://sumber.example/kabar?a=1&b=2';
const COPY = 'https://web.archive.org/web/20261102000000/https://sumber.example/kabar';

/** What the archive tells of a page where it answers so. */
async function told(answer: Page) {
  const asked = `/ada?${new URLSearchParams({ url: PAGE })}`;
  const site = await openLoopbackSite({ [asked]: answer });
  return createWaybackClient(`${site.url}/ada`, { allowsLoopback: true })(PAGE);
}

const answer = (url?: string) => {
  const closest = url === undefined ? {} : { closest: { url, available: true } };
  return JSON.stringify({ url: PAGE, archived_snapshots: closest });
};

test.each([
  ['with a copy', answer(COPY), { outcome: 'found', url: COPY }],
  ['with a copy by http', answer(COPY.replace('https:', 'http:')), { outcome: 'found', url: COPY }],
  ['with none', answer(), { outcome: 'none', url: undefined }],
  ['with nonsense', 'maaf', { outcome: 'failed', url: undefined }],
  ['with nothing', '', { outcome: 'failed', url: undefined }],
  ['with an error', { body: answer(COPY), status: 503 }, { outcome: 'failed', url: undefined }],
])('an archive that answers %s is understood', async (_, page, outcome) => {
  expect(await told(page)).toEqual(outcome);
});

test.each([
  'https://jahat.example/?https://web.archive.org/web/1/x',
  'https://web.archive.org.jahat.example/web/1/x',
  'https://web-archive.org/web/1/x',
  'https://web.archive.org/halaman',
  'https://web.archive.org/web/1/x kata',
  'javascript:alert(1)//web.archive.org/web/1/x',
])('a copy at %s is none of the archive’s, and is never cited', async (url) => {
  expect(await told(answer(url))).toEqual({ outcome: 'failed', url: undefined });
});

test('a page that cannot be had says why, and nothing is thrown', async () => {
  const site = await openLoopbackSite({ '/a': 'isi', '/alih': { body: '', status: 304 } });
  const fetchPage = createPageFetcher({ allowsLoopback: true });
  expect(await fetchPage(`${site.url}/a`)).toMatchObject({ type: 'fetched', text: 'isi' });
  expect(await fetchPage(`${site.url}/tiada`)).toHaveProperty('problem');
  expect(await fetchPage('http://10.0.0.1/')).toHaveProperty('problem');
  expect(await createPageFetcher()(`${site.url}/a`)).toEqual({ problem: 'closed' });
});
