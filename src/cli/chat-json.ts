import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { mimeOf } from '../channels/simulator/mime.ts';
import type { Writing } from '../channels/simulator/simulator.ts';
import { closings } from '../domain/cases/case.ts';
import { spanToMs } from '../engine/flow.ts';
import { eachLine } from './each-line.ts';
import type { Player } from './player.ts';
import type { ReviewerAction } from './reviewer-action.ts';

const span = z.string().regex(/^\d+[smhd]$/, 'must be a span such as "30s", "10m", "2h" or "1d"');

const writingSchema = z.strictObject({
  citizen: z.string().min(1).max(100),
  text: z.string().optional(),
  file: z.string().optional(),
  caption: z.string().optional(),
  forwarded: z.boolean().optional(),
  forwardingScore: z.number().int().min(0).max(127).optional(),
  kind: z.enum(['sticker', 'location', 'contact', 'poll', 'reaction', 'unknown']).optional(),
});

const reviewSchema = z.strictObject({
  reviewer: z.string().min(1).max(100),
  case: z.string().min(1),
  verdict: z.string().optional(),
  summary: z.string().optional(),
  url: z.string().optional(),
  retract: z.string().optional(),
  close: z.enum(closings).optional(),
});

const MAX_WAIT_MS = spanToMs('400d');
const waitSchema = z.strictObject({ wait: span });

/** Plays JSON lines; each is settled before the next is read. Returns how many could not be played. */
export async function playJsonLines(
  player: Player,
  input: Readable,
  complain: (line: number, problem: string) => void,
): Promise<number> {
  return eachLine(input, (line) => playLine(player, line), complain);
}

async function playLine(player: Player, line: string): Promise<string | undefined> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (typeof parsed !== 'object' || parsed === null) return 'is not a JSON object';
  if ('citizen' in parsed) return playWriting(player, parsed);
  if ('reviewer' in parsed) return playReview(player, parsed);
  if (!('wait' in parsed)) return 'has none of "citizen", "reviewer" and "wait"';
  const read = waitSchema.safeParse(parsed);
  if (!read.success) return complaint(read.error);
  const ms = spanToMs(read.data.wait);
  if (ms > MAX_WAIT_MS) return '"wait" must be at most 400d';
  await player.wait(ms);
  return undefined;
}

async function playWriting(player: Player, parsed: object): Promise<string | undefined> {
  const read = writingSchema.safeParse(parsed);
  if (!read.success) return complaint(read.error);
  const { citizen, text, caption, file, forwarded, forwardingScore, kind } = read.data;
  const writing: Writing = { text: text ?? caption ?? '' };
  if (forwarded !== undefined) writing.forwarded = forwarded;
  if (forwardingScore !== undefined) writing.forwardingScore = forwardingScore;
  if (kind !== undefined) writing.kind = kind;
  if (file !== undefined) {
    const bytes = await readFile(file).catch(() => undefined);
    if (!bytes) return `names the file ${file}, which cannot be read`;
    writing.file = { bytes, mime: mimeOf(file), name: basename(file) };
  }
  await player.write(citizen, writing);
  return undefined;
}

async function playReview(player: Player, parsed: object): Promise<string | undefined> {
  const read = reviewSchema.safeParse(parsed);
  if (!read.success) return complaint(read.error);
  const { reviewer, case: ticket } = read.data;
  return player.review(reviewer, ticket, toAction(read.data));
}

function toAction(data: z.infer<typeof reviewSchema>): ReviewerAction {
  if (data.retract !== undefined) return { type: 'retract', reason: data.retract };
  if (data.close !== undefined) return { type: 'act', act: { name: 'close', closing: data.close } };
  const { verdict = '', summary = '', url } = data;
  return { type: 'decide', verdict, summary, url };
}

function complaint(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `"${path.join('.')}" ${message}` : message))
    .join('; ');
}
