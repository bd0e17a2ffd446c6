import type { Correction } from '../../../services/transparency/corrections.ts';
import { html } from '../../shared/html.ts';
import { voiceFor } from '../../shared/monthly-report/text.ts';
import type { Publisher } from '../layout.ts';

const MOST = 50;

/** The latest corrections and withdrawals as a feed (RSS 2.0), each an entry of its own. */
export function correctionsFeed({ post, url }: Publisher, all: readonly Correction[]): string {
  const { say, desk } = voiceFor('id');
  const words = say.corrections;
  const items = all.slice(0, MOST).map(({ factCheck, version, at, path, before, after, why }) => {
    const was = `${words.before}: ${desk.verdict[before.verdict]}. ${before.why}`;
    const is = after ? ` ${words.after}: ${desk.verdict[after.verdict]}. ${after.why}` : '';
    const because = why === undefined ? '' : ` ${words.why}: ${why}`;
    return html`<item>
<title>[${after ? words.corrected : words.withdrawn}] ${(after ?? before).title}</title>
<link>${url}${path}</link>
<guid isPermaLink="false">${factCheck}#${version}</guid>
<pubDate>${new Date(at).toUTCString()}</pubDate>
<description>${was}${is}${because}</description>
</item>
`;
  });
  return html`<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${words.title} – ${post}</title>
<link>${url}/ralat</link>
<description>${words.lead}</description>
<language>id</language>
<atom:link href="${url}/ralat.xml" rel="self" type="application/rss+xml"/>
${items}</channel>
</rss>
`.toString();
}
