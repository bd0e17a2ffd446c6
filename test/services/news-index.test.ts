import { expect, onTestFinished, test } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { createNewsReader } from '../../src/imports/read-feed.ts';
import type { NewsItem } from '../../src/ports/news.ts';
import { NewsIndex } from '../../src/services/fact-checks/news-index.ts';
import { aFactCheck, aPost } from '../support/builders.ts';
import { openLoopbackSite } from '../support/loopback-site.ts';

const ASKED =
  'Info banjir Demak: pengungsi di gedung olahraga kekurangan selimut, truk bantuan balik kanan semua karena jalan putus';

function anArticle(parts: Partial<NewsItem> = {}): NewsItem {
  return {
    title: 'Banjir Demak: BPBD menambah dua dapur umum',
    url: 'https://kabar.example/demak',
    org: 'BPBD Demak',
    publishedAt: '2026-03-12',
    ...parts,
  };
}

async function newsOf(...items: NewsItem[]): Promise<NewsIndex> {
  const news = new NewsIndex(['https://kabar.example/feed'], {
    read: async () => items,
    warn() {},
  });
  await news.refresh();
  return news;
}

async function heardOf(
  news: NewsIndex,
  text = ASKED,
  known = [aFactCheck()],
  forwarded = true,
): Promise<string> {
  const post = await aPost(await openMemoryStore(known));
  onTestFinished(() => post.close());
  post.deps.news = news;
  await post.write('w1', text, { forwarded });
  return post.heard.map((each) => each.text).join('\n---\n');
}

test('what a trusted feed has on the topic is told with its organisation, day and page, and no verdict', async () => {
  const heard = await heardOf(await newsOf(anArticle()));
  expect(heard).toContain('belum menemukan');
  expect(heard).toContain('belum tentu menjawab');
  expect(heard).toContain(
    'Artikel BPBD Demak: “Banjir Demak: BPBD menambah dua dapur umum”, 12 Maret 2026\n  https://kabar.example/demak',
  );
});

test.each([
  ['is about something else', anArticle({ title: 'Jadwal imunisasi campak di Puskesmas Bintoro' })],
  ['judges by its title', anArticle({ title: 'Hoaks banjir Demak, ini faktanya' })],
  ['leads to no page', anArticle({ url: 'https://kabar.example' })],
])('an article that %s is not told', async (_, article) => {
  expect(await heardOf(await newsOf(article))).not.toContain('Artikel');
});

test.each([
  ['title', { title: 'Banjir Demak surut, lihat http://sumbang-demak.example' }],
  ['organisation', { org: 'sumbang-demak.example' }],
])('an address in the %s of an article leads nowhere', async (_, parts) => {
  const heard = await heardOf(await newsOf(anArticle(parts)));
  expect(heard).toContain('https://kabar.example/demak');
  expect(heard).toContain('sumbang-demak');
  expect(heard).not.toContain('sumbang-demak.example');
});

test('fact-checks on the topic come first, and two are enough', async () => {
  const known = ['a', 'b'].map((name) =>
    aFactCheck({
      title: `Banjir Demak ${name === 'a' ? 'menenggelamkan masjid' : 'menyeret kereta'}`,
      narratives: [],
      publishedAt: '2024-03-12',
      url: `https://cek.example/${name}`,
    }),
  );
  const heard = await heardOf(await newsOf(anArticle()), ASKED, known);
  expect(heard.match(/• Cek fakta/g)).toHaveLength(2);
  expect(heard).not.toContain('Artikel');
});

test('who may be in danger is shown no article', async () => {
  const news = await newsOf(anArticle({ title: 'Suami dipukul istri di Demak, polisi turun' }));
  expect(
    await heardOf(news, 'saya dipukul suami saya tiap malam di Demak, takut pulang', [], false),
  ).not.toContain('Artikel');
});

test('RSS and Atom are read, and what is not dated or has no page is left out', async () => {
  const rss = `<rss><channel><title>BMKG</title>
    <item><title>Gempa 5,1 di Sukabumi</title><link>https://bmkg.example/a</link><pubDate>Tue, 10 Mar 2026 01:00:00 GMT</pubDate></item>
    <item><title>Tanpa tanggal</title><link>https://bmkg.example/b</link></item>
    <item><title>Beranda</title><link>https://bmkg.example/</link><pubDate>Tue, 10 Mar 2026 01:00:00 GMT</pubDate></item></channel></rss>`;
  const atom = `<feed><title>KPU</title><entry><title>Jadwal pemutakhiran data pemilih</title>
    <link href="https://kpu.example/c"/><published>2026-02-01T03:00:00Z</published></entry></feed>`;
  const site = await openLoopbackSite({ '/rss': { body: rss }, '/atom': { body: atom } });
  const read = createNewsReader({ allowsLoopback: true });
  expect([...(await read(`${site.url}/rss`)), ...(await read(`${site.url}/atom`))]).toEqual([
    {
      title: 'Gempa 5,1 di Sukabumi',
      url: 'https://bmkg.example/a',
      org: 'BMKG',
      publishedAt: '2026-03-10',
    },
    {
      title: 'Jadwal pemutakhiran data pemilih',
      url: 'https://kpu.example/c',
      org: 'KPU',
      publishedAt: '2026-02-01',
    },
  ]);
});

test('a feed that says nothing is left as soon as the asking is called off', async () => {
  const isAsked = Promise.withResolvers<void>();
  const site = await openLoopbackSite({ '/rss': () => isAsked.resolve() });
  const options = { allowsLoopback: true, timeoutMs: 600_000 };
  const calling = new AbortController();
  const read = createNewsReader(options)(`${site.url}/rss`, calling.signal);
  await isAsked.promise;
  calling.abort();
  await expect(read).rejects.toThrow();
});

test('a feed that fails is named, keeps what it had, and stops no other', async () => {
  let isDown = false;
  const warned: string[] = [];
  const news = new NewsIndex(['https://a.example/feed', 'https://b.example/feed'], {
    read: async (feed) => {
      if (isDown && feed.startsWith('https://a.')) throw new Error('answered 503');
      const place = feed.startsWith('https://a.') ? 'Demak' : 'Kudus';
      const url = `${feed}/${isDown ? 2 : 1}`;
      return [anArticle({ title: `Banjir ${place} surut, warga pulang`, url })];
    },
    warn: (what) => warned.push(what),
  });
  await news.refresh();
  isDown = true;
  await news.refresh();
  expect(warned).toEqual(['the news of https://a.example/feed could not be read: answered 503']);
  const told = [
    'banjir Demak parah sekali, warga mengungsi',
    'banjir Kudus parah sekali, warga mengungsi',
  ];
  expect(told.map((text) => news.related(text)[0]?.url)).toEqual([
    'https://a.example/feed/1',
    'https://b.example/feed/2',
  ]);
});
