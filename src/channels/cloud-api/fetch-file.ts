import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Fetched } from '../../tipline/channel.ts';
import { MAX_FILE } from '../../tipline/message.ts';
import { readLimited, verifyFile } from '../verify-file.ts';
import { type GraphSettings, get } from './graph.ts';

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
/** Pauses before another try; after twenty failures in an hour WhatsApp blocks a number for a while. */
const PAUSES_MS = [300, 2000];

/** Fetches the file of a message, whole and unchanged, or tells why it cannot be had. */
export async function fetchCloudFile(
  graph: GraphSettings,
  numberId: string,
  reference: string,
): Promise<Fetched> {
  const wanted = referenceSchema.safeParse(parse(reference));
  if (!wanted.success) return { problem: 'unreadable' };
  for (const ms of [...PAUSES_MS, null]) {
    const fetched = await tryFetch(graph, numberId, wanted.data);
    if (fetched !== 'again') return fetched;
    if (ms !== null) await pause(ms);
  }
  return { problem: 'unreadable' };
}

async function tryFetch(
  graph: GraphSettings,
  numberId: string,
  { id, sha256, name }: z.infer<typeof referenceSchema>,
): Promise<Fetched | 'again'> {
  const found = await get(graph, `${id}?phone_number_id=${numberId}`);
  if (found.type === 'silent' || found.type === 'unreachable') return 'again';
  const place = found.type === 'ok' ? placeSchema.safeParse(found.body) : undefined;
  if (!place?.success || !isTrusted(place.data.url, graph.baseUrl)) {
    return { problem: 'unreadable' };
  }
  if ((place.data.file_size ?? 0) > MAX_FILE) return { problem: 'too-large' };
  const response = await download(graph, place.data.url);
  if (response === 'again' || response === 'gone') {
    return response === 'again' ? 'again' : { problem: 'unreadable' };
  }
  const expected = hashOf(sha256 ?? place.data.sha256);
  return verifyFile(response.bytes, {
    mime: place.data.mime_type,
    ...(name === undefined ? {} : { name }),
    ...(expected ? { expected } : {}),
  });
}

async function download({ token, timeoutMs }: GraphSettings, url: string) {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok || !response.body) return response.status >= 500 ? 'again' : 'gone';
    return { bytes: await readLimited(response.body) };
  } catch {
    return 'again';
  }
}

/** The token goes to Meta alone: its own hosts, or the place that was configured. */
function isTrusted(url: string, baseUrl: string): boolean {
  const { protocol, hostname, origin } = new URL(url);
  if (origin === new URL(baseUrl).origin) return true;
  return (
    protocol === 'https:' &&
    /(?:^|\.)(?:fbsbx|facebook|fbcdn|whatsapp)\.(?:com|net)$/.test(hostname)
  );
}

/** A SHA-256 as it is told: in base64, or in hexadecimal digits. */
function hashOf(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined;
  return Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
