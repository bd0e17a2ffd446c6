import { z } from 'zod';
import { plainText } from './plain-text.ts';
import type { Item } from './to-fact-check-row.ts';

const rendered = z.object({ rendered: z.string() });
const postSchema = z.object({
  link: z.string(),
  date: z.string().optional(),
  title: rendered,
  excerpt: rendered.optional(),
  content: rendered.optional(),
  _embedded: z
    .object({ 'wp:term': z.array(z.array(z.object({ name: z.string() }).partial())) })
    .partial()
    .optional()
    .catch(undefined),
});

/** Whether it is a response of WordPress at `/wp-json/wp/v2/posts`. */
export function isWordpress(value: unknown): value is unknown[] {
  return Array.isArray(value) && value.length > 0 && postSchema.safeParse(value[0]).success;
}

/** Reads the posts of a WordPress page; an unreadable one gets no address, and so is refused. */
export function readWordpress(posts: readonly unknown[], org: string): Item[] {
  return posts.map((post) => {
    const read = postSchema.safeParse(post);
    if (!read.success) return { url: undefined, title: 'a post without title or link', org };
    const { link, date, title, excerpt, content, _embedded } = read.data;
    const terms = _embedded?.['wp:term']?.flat() ?? [];
    return {
      url: link,
      title: plainText(title.rendered),
      categories: terms.flatMap(({ name }) => (name === undefined ? [] : plainText(name))),
      summary: plainText(excerpt?.rendered ?? '').replace(/(?<!\s)\s*\[…\]$/, '…'),
      explanation: plainText(content?.rendered ?? ''),
      publishedAt: date,
      org,
    };
  });
}
