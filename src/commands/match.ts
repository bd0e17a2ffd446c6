import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Embedder } from '../matching/embedder.ts';
import type { Matcher } from '../matching/match.ts';
import { createMatcher } from '../matching/matcher.ts';
import { textToEmbed } from '../matching/text-to-embed.ts';
import type { FactCheck } from '../review/fact-check.ts';

const querySchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string().optional(),
  caption: z.string().optional(),
  file: z.string().optional(),
  url: z.string().optional(),
});

/** Answers JSON lines `{id, text}` with `{id, tier, matches, ms}`; returns how many lines were bad. */
export async function matchJsonLines(
  factChecks: readonly FactCheck[],
  input: Readable,
  { print, complain, embedder }: Surroundings,
): Promise<number> {
  const matcher = createMatcher([], embedder);
  for (const factCheck of factChecks) {
    matcher.put(factCheck, await embedder?.embed(textToEmbed(factCheck), 'factCheck'));
  }
  let line = 0;
  let failed = 0;
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (text.trim() === '') continue;
    const answer = await matchLine(matcher, text, embedder);
    if (typeof answer !== 'string') {
      print(JSON.stringify(answer));
      continue;
    }
    failed += 1;
    complain(`line ${line} ${answer}`);
  }
  return failed;
}

/** Where answers and complaints go, and the model if there is one. */
interface Surroundings {
  print(line: string): void;
  complain(message: string): void;
  embedder?: Embedder | undefined;
}

async function matchLine(matcher: Matcher, text: string, embedder: Embedder | undefined) {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return 'is not JSON';
  }
  const read = querySchema.safeParse(parsed);
  if (!read.success) return 'needs an "id" and a "text"';
  const { id, text: words, caption, url } = read.data;
  const started = performance.now();
  const query = [words, caption, url].filter((part) => part !== undefined).join('\n');
  const vector = await embedder?.embed(query, 'message');
  const { tier, matches } = matcher.match({ text: query, vector });
  const ms = Math.round((performance.now() - started) * 1000) / 1000;
  return { id, tier, matches: matches.map(({ id: found, score }) => ({ id: found, score })), ms };
}
