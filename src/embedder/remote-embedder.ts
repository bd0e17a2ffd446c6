import { z } from 'zod';
import { parseJson } from '../domain/text/parse-json.ts';
import type { Embedder, TextRole, Vector } from '../matching/embedder.ts';
import { toUnit } from './pool.ts';

/** A server that answers `/v1/embeddings` as OpenAI does; without a model it is asked for one. */
export interface EmbeddingServer {
  url: string;
  model?: string | undefined;
  key?: string | undefined;
}

/** How a server is told what a text is: by a field of its own, by words before the text, or not at all. */
type Roles = 'typed' | 'prefixed' | 'plain';

/** Opens the model of a server and tries it; throws if the server cannot be reached or used. */
export async function openRemoteEmbedder(server: EmbeddingServer): Promise<Embedder> {
  try {
    return await open(server);
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    const reason = cause instanceof Error ? `${message}: ${cause.message}` : message;
    throw new Error(`the model at ${server.url} cannot be used: ${reason}`, { cause: error });
  }
}

async function open(server: EmbeddingServer): Promise<Embedder> {
  const model = server.model ?? (await findModel(server));
  const ask = (input: readonly string[], role: TextRole, roles: Roles) =>
    request(server, 'embeddings', { model, ...write(input, role, roles) }).then((answer) =>
      readVectors(answer, input.length),
    );
  const roles = await probe(model, ask);
  const [trial] = await ask([TRIAL], 'factCheck', roles);
  const dimensions = trial?.length ?? 0;
  const embedMany = async (texts: readonly string[], role: TextRole): Promise<Vector[]> => {
    const vectors = await ask(texts, role, roles);
    if (vectors.every(({ length }) => length === dimensions)) return vectors;
    throw new Error(`the vectors no longer have ${dimensions} numbers`);
  };
  const embed = async (text: string, role: TextRole) =>
    (await embedMany([text], role))[0] ?? new Float32Array(dimensions);
  return { model: `${model}, ${roles}`, dimensions, embed, embedMany };
}

const TRIAL = 'Apakah pesan ini benar?';

/** Of a fact-check about as much as common models read; of a message what is read in time. */
const MOST_LETTERS: Readonly<Record<TextRole, number>> = { message: 800, factCheck: 1500 };

function write(texts: readonly string[], role: TextRole, roles: Roles) {
  const type = role === 'message' ? 'query' : 'passage';
  const prefix = roles === 'prefixed' ? `${type}: ` : '';
  const input = texts.map((text) => prefix + text.slice(0, MOST_LETTERS[role]).toWellFormed());
  return { input, encoding_format: 'float', ...(roles === 'typed' && { input_type: type }) };
}

/** Tells from one text in both roles whether the server itself makes a difference. */
async function probe(
  model: string,
  ask: (input: readonly string[], role: TextRole, roles: Roles) => Promise<Vector[]>,
): Promise<Roles> {
  const untyped = model.toLowerCase().includes('e5') ? 'prefixed' : 'plain';
  try {
    const [message] = await ask([TRIAL], 'message', 'typed');
    const [factCheck] = await ask([TRIAL], 'factCheck', 'typed');
    const product = message?.reduce((sum, value, at) => sum + value * (factCheck?.[at] ?? 0), 0);
    return (product ?? 1) < SAME ? 'typed' : untyped;
  } catch (error) {
    if (error instanceof TextRefused) return untyped; // it does not know the field
    throw error;
  }
}

/** Two runs of one text may differ by rounding. */
const SAME = 0.9995;

const modelsSchema = z.object({ data: z.array(z.object({ id: z.string().max(300) })).min(1) });

/** Servers that have several models list those for other purposes too. */
async function findModel(server: EmbeddingServer): Promise<string> {
  const { data } = read(modelsSchema, await request(server, 'models'));
  return (data.find(({ id }) => /e5|embed|bge|minilm/i.test(id)) ?? data[0])?.id ?? '';
}

const vectorsSchema = z.object({
  data: z.array(
    z.object({ index: z.int().optional(), embedding: z.array(z.number()).min(1).max(8192) }),
  ),
});

function readVectors(answer: unknown, count: number): Vector[] {
  const { data } = read(vectorsSchema, answer);
  if (data.length !== count) throw new Error(`${data.length} vectors came for ${count} texts`);
  const sorted = data.toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0));
  return sorted.map(({ embedding }) => toUnit(Float32Array.from(embedding)));
}

/** What zod says of a wrong answer could be as long as the answer. */
function read<T>(schema: z.ZodType<T>, answer: unknown): T {
  const { success, data } = schema.safeParse(answer);
  if (!success) throw new Error('its answer has another form than that of OpenAI');
  return data;
}

/** A model may have to be loaded first; the list of models is always there. */
const TIMEOUT_MS = { embeddings: 20_000, models: 5000 };
const MOST_BYTES = 8 * 1024 ** 2;

async function request(
  { url, key }: EmbeddingServer,
  path: keyof typeof TIMEOUT_MS,
  body?: object,
) {
  const headers = {
    ...(body && { 'content-type': 'application/json' }),
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };
  const sent = body && { method: 'POST', body: JSON.stringify(body) };
  const signal = AbortSignal.timeout(TIMEOUT_MS[path]);
  const response = await fetch(`${url}/${path}`, { ...sent, headers, redirect: 'error', signal });
  if ([400, 413, 422].includes(response.status)) throw new TextRefused(response.status);
  if (!response.ok || !response.body) throw new Error(`/${path} answers ${response.status}`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error('the answer is larger than 8 MB');
    chunks.push(chunk);
  }
  const answer = parseJson(z.unknown(), Buffer.concat(chunks).toString('utf8'));
  if (answer === undefined) throw new Error('its answer is not JSON');
  return answer;
}

/** Thrown if a server refuses what it was sent, though it is well itself. */
export class TextRefused extends Error {
  constructor(status: number) {
    super(`the server refuses the text (${status})`);
  }
}
