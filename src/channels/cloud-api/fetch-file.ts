import { z } from 'zod';
import { MAX_FILE } from '../../domain/messages/message.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import type { Fetched } from '../../ports/channel.ts';
import { readLimited, verifyFile } from '../verify-file.ts';
import { isLostFile } from './errors.ts';
import { type GraphAnswer, type GraphSettings, get } from './graph.ts';

const referenceSchema = z.object({
  id: z.string().regex(/^[\w.-]{1,200}$/),
  sha256: z.string().optional(),
  name: z.string().optional(),
});
const placeSchema = z.looseObject({
  url: z.url(),
  mime_type: z.string(),
  sha256: z.string().optional(),
  file_size: z.coerce.number().optional(),
});
/** Fetches the file of a message, or says why it is unavailable; throws if it may be had later. */
export async function fetchCloudFile(
  graph: GraphSettings,
  numberId: string,
  reference: string,
): Promise<Fetched> {
  const wanted = parseJson(referenceSchema, reference);
  if (!wanted) return { problem: 'unreadable' };
  const { id, sha256, name } = wanted;
  const found = await get(graph, `${id}?phone_number_id=${numberId}`);
  if (found.type !== 'ok') return giveUp(found);
  const place = placeSchema.safeParse(found.body);
  if (!place.success || !isTrusted(place.data.url, graph.baseUrl)) {
    return { problem: 'unreadable' };
  }
  if ((place.data.file_size ?? 0) > MAX_FILE) return { problem: 'too-large' };
  const bytes = await download(graph, place.data.url);
  if (bytes === 'gone') return { problem: 'unreadable' };
  const expected = hashOf(sha256 ?? place.data.sha256);
  return verifyFile(bytes, { mime: place.data.mime_type, name, expected });
}

/** Only a clear answer that there is no such file is final. */
function giveUp(answer: Exclude<GraphAnswer, { type: 'ok' }>): Fetched {
  if (answer.type === 'error' && isLostFile(answer.fault.code)) {
    return { problem: 'unreadable' };
  }
  throw new Error('WhatsApp cannot give the file at the moment');
}

/** Returns the bytes, undefined if there are too many. */
async function download(
  { token, timeoutMs }: GraphSettings,
  url: string,
): Promise<Uint8Array | undefined | 'gone'> {
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (response.ok && response.body) return readLimited(response.body);
  if (response.status === 404 || response.status === 410) return 'gone';
  throw new Error('WhatsApp cannot give the file at the moment');
}

/** The token is sent only to Meta's own hosts, or to the configured one. */
function isTrusted(url: string, baseUrl: string): boolean {
  const { protocol, hostname, origin } = new URL(url);
  if (origin === new URL(baseUrl).origin) return true;
  return (
    protocol === 'https:' &&
    /(?:^|\.)(?:fbsbx|facebook|fbcdn|whatsapp)\.(?:com|net)$/.test(hostname)
  );
}

/** Reads a SHA-256 in base64 or hexadecimal. */
function hashOf(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined;
  return Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
}
