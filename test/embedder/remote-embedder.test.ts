import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { openRemoteEmbedder } from '../../src/embedder/remote-embedder.ts';
import { anEmbeddingServer, type EmbeddingRequest, WIDTH } from './embedding-server.ts';

test('texts become vectors of length one, in the order of the texts', async () => {
  await using server = await anEmbeddingServer({ answer: backwards });
  const embedder = await openRemoteEmbedder(server);
  const vectors = await embedder.embedMany?.(['banjir', 'banjir', 'mobil'], 'factCheck');
  expect(embedder.dimensions).toBe(WIDTH);
  expect(vectors?.map((vector) => vector.indexOf(Math.max(...vector)))).toEqual([0, 0, 1]);
  expect(vectors?.map((vector) => Math.hypot(...vector))).toEqual([
    expect.closeTo(1, 5),
    expect.closeTo(1, 5),
    expect.closeTo(1, 5),
  ]);
});

test.each([
  ['is told the type if it makes a difference', 'multilingual-e5-small', true, 'banjir', 'query'],
  ['gets the words of an e5 model otherwise', 'multilingual-e5-small', false, 'query: banjir'],
  ['gets the bare text of any other model', 'bge-m3', false, 'banjir'],
])('a server %s', async (_, model, knowsTypes, text, type?: string) => {
  await using server = await anEmbeddingServer({ models: [model], knowsTypes });
  const embedder = await openRemoteEmbedder(server);
  await embedder.embed('banjir', 'message');
  expect(server.requests.at(-1)).toMatchObject({ model, input: [text] });
  expect(server.requests.at(-1)?.input_type).toBe(type);
});

test('a server that does not know the field is asked without it', async () => {
  await using server = await anEmbeddingServer({
    answer: ({ input_type }, response) => input_type !== undefined && refuse(response, 400),
  });
  const embedder = await openRemoteEmbedder(server);
  await embedder.embed('banjir', 'factCheck');
  expect(server.texts()).toEqual(['banjir']);
});

test('of several models the one for sentences is asked, unless another is named', async () => {
  await using server = await anEmbeddingServer({ models: ['llama-3', 'nomic-embed-text'] });
  const [found, named] = [
    await openRemoteEmbedder(server),
    await openRemoteEmbedder({ ...server, model: 'llama-3' }),
  ];
  expect([found.model, named.model]).toEqual(['nomic-embed-text, plain', 'llama-3, plain']);
});

test('a key is sent, and a server that wants another one is told', async () => {
  await using server = await anEmbeddingServer({ key: 'rahasia' });
  const { url } = server;
  await expect(openRemoteEmbedder({ url, key: 'rahasia' })).resolves.toMatchObject({
    dimensions: WIDTH,
  });
  await expect(openRemoteEmbedder({ url, key: 'salah' })).rejects.toThrow('/models answers 401');
});

test('a long text is cut, also between the halves of a letter', async () => {
  await using server = await anEmbeddingServer();
  const embedder = await openRemoteEmbedder(server);
  await embedder.embed(`a${'😀'.repeat(2000)}`, 'message');
  const [sent = ''] = server.texts();
  expect([sent.length, sent.isWellFormed()]).toEqual([800, true]);
});

const data = (...embeddings: unknown[]) =>
  JSON.stringify({ data: embeddings.map((embedding, index) => ({ index, embedding })) });

test.each([
  ['fails', 500, '{}', 'answers 500'],
  ['sends its answer elsewhere', 302, '{}', 'fetch failed'],
  ['gives too few vectors', 200, data(), '0 vectors came for 1 texts'],
  ['gives too many vectors', 200, data([1], [1]), '2 vectors came for 1 texts'],
  ['gives vectors of another length', 200, data([1, 2]), 'no longer have 8 numbers'],
  ['gives what is not a number', 200, '{"data":[{"embedding":[NaN]}]}', 'not JSON'],
  ['gives numbers without end', 200, '{"data":[{"embedding":[1e999,1]}]}', 'another form'],
  ['gives words', 200, data(['satu']), 'another form'],
  ['gives empty vectors', 200, data([]), 'another form'],
  ['gives far too long vectors', 200, data(Array(9000).fill(1)), 'another form'],
  ['says nothing of it', 200, '[]', 'another form'],
  ['answers without end', 200, ' '.repeat(9 * 1024 ** 2), 'larger than 8 MB'],
])('a server that %s gives an error, not a vector', async (_, status, body, message) => {
  await using server = await anEmbeddingServer();
  const embedder = await openRemoteEmbedder(server);
  server.behaviour.answer = (_request, response) => {
    response.writeHead(status, { location: `${server.url}/embeddings` }).end(body);
    return true;
  };
  await expect(embedder.embed('banjir', 'message')).rejects.toThrow(message);
});

test('a server that cannot be reached is told with its address', async () => {
  await using server = await anEmbeddingServer();
  await server.stop();
  await expect(openRemoteEmbedder(server)).rejects.toThrow(
    /127\.0\.0\.1.* cannot be used: .*ECONNREFUSED/,
  );
});

function refuse(response: ServerResponse, status: number): boolean {
  response.writeHead(status).end('{}');
  return true;
}

/** The vectors come in any order; each has the number of its text. */
function backwards({ input }: EmbeddingRequest, response: ServerResponse): boolean {
  const each = input.map((text, index) => {
    const at = /mobil/.test(text) ? 1 : 0;
    return { index, embedding: Array.from({ length: WIDTH }, (_, n) => (n === at ? 3 : 0)) };
  });
  response.end(JSON.stringify({ data: each.toReversed() }));
  return true;
}
