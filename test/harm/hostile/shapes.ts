import { MatchIndex } from '../../../src/matching/match-index.ts';
import { readQuery } from '../../../src/matching/read-query.ts';

/** A post as WordPress gives it. */
export function aPost(text: string) {
  const rendered = text;
  return {
    link: 'https://a.id/b',
    date: '2026-06-01T00:00:00',
    title: { rendered },
    excerpt: { rendered },
    content: { rendered },
  };
}

/** What Meta sends. */
export function aWebhook(text: string) {
  const message = { from: text, id: text, timestamp: text, type: 'text', text: { body: text } };
  const file = {
    ...message,
    type: 'document',
    document: { id: text, filename: text, mime_type: text },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: '1' },
    messages: [message, file],
  };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  };
}

/** An answer of ours with choices. */
export function aReply(text: string) {
  const choices = ['1', '2', '3', '4'].map((id) => ({ id, label: text }));
  return { id: '1', text, choices };
}

/** A line of a picture. */
export function aLine(text: string, top = 0) {
  const box = { x0: 0, y0: top, x1: 100, y1: top + 20 };
  return { words: [{ text, confidence: 0.9, ...box, box }] };
}

/** The lines of a picture, a hundred characters each. */
export function linesOf(text: string) {
  return (text.match(/[\s\S]{1,100}/g) ?? []).map((part, at) => aLine(part, at * 22));
}

/** The words of a picture, next to a store whose one document says the same and one word more. */
export function seenWords(text: string) {
  const library = new MatchIndex();
  library.put({ id: '1', title: `bukan ${text}`, narratives: [] });
  return [library, '1', readQuery(library, { source: 'picture', text, unsure: [] })] as const;
}

/** A text that was answered as a scam, next to a store that has the same text as one. */
export function answeredScam(text: string) {
  const library = new MatchIndex({ truthOf: () => 'false' });
  library.put({ id: '1', title: `hadiah lewat link ${text}`, narratives: [text], verdict: 'x' });
  const found = { tier: 'answer', matches: [{ id: '1', score: 1, differences: [] }] };
  return [library, found, `${text} bri.co.id`] as const;
}

/** A report of one account. */
export function aReport(account: string) {
  return { account, link: account, handOver: { replies: [{ text: account }] } };
}
