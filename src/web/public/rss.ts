import { lookOf } from '../../domain/fact-checks/verdicts.ts';
import { type PublicView, pathOf } from '../../services/fact-checks/public-view.ts';
import { type Html, html } from '../shared/html.ts';

/** A feed in words, and where it and its page lie. */
type Feed = Record<'title' | 'description' | 'page' | 'address', string>;

/** The beginning of a feed (RSS 2.0). */
export function feedHead({ title, description, page, address }: Feed): Html {
  return html`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${title}</title>
<link>${page}</link>
<description>${description}</description>
<language>id</language>
<atom:link href="${address}" rel="self" type="application/rss+xml"/>
`;
}

/** The beginning of the feed of a post's fact-checks. */
export function rssHead({ post, url }: { post: string; url: string }): Html {
  const description = `Cek fakta terbaru dari ${post}, juga yang diralat dan yang ditarik.`;
  const [page, address] = [`${url}/cek`, `${url}/feed.xml`];
  return feedHead({ title: `Cek Fakta ${post}`, description, page, address });
}

/** A fact-check in a feed; a correction or withdrawal is a new entry, so that readers show it again. */
export function rssItem(view: PublicView, { url, at }: { url: string; at: number }): Html {
  const page = `${url}${pathOf(view)}`;
  const { word } = lookOf(view.verdict, view.withdrawn !== undefined);
  const sources = view.citations.map(({ url: cited }) => cited).join(', ');
  const news = view.withdrawn === undefined ? view.why : `Kami tarik. Alasannya: ${view.withdrawn}`;
  return html`<item>
<title>[${word}] ${view.title}</title>
<link>${page}</link>
<guid isPermaLink="false">${view.id}#${view.version}</guid>
<pubDate>${new Date(at).toUTCString()}</pubDate>
<category>${word}</category>
<description>${news} Diperiksa oleh ${view.org}.${sources && html` Sumber: ${sources}`}</description>
</item>
`;
}

export const rssTail = '</channel>\n</rss>\n';
