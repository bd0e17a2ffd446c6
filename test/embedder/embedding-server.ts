import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server was asked to embed. */
export interface EmbeddingRequest {
  model: string;
  input: string[];
  input_type?: string;
}

/** How a server answers; what is left out is as it should be. */
export interface Behaviour {
  models?: string[];
  /** Whether it makes a difference between queries and passages itself. */
  knowsTypes?: boolean;
  /** The key that it asks for. */
  key?: string;
  /** Answers in its place; returns whether it did. */
  answer?(request: EmbeddingRequest, response: ServerResponse): boolean;
}

export const WIDTH = 8;

/** Speaks the protocol of OpenAI on this machine; the behaviour can be changed while it runs. */
export async function anEmbeddingServer(behaviour: Behaviour = {}) {
  const requests: EmbeddingRequest[] = [];
  const server = createServer(async (request, response) => {
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { models = ['test-embed'], key } = behaviour;
    if (key !== undefined && request.headers.authorization !== `Bearer ${key}`) send(401, {});
    else if (request.url === '/v1/models') send(200, { data: models.map((id) => ({ id })) });
    else {
      const chunks = await request.toArray();
      const asked: EmbeddingRequest = JSON.parse(Buffer.concat(chunks).toString());
      requests.push(asked);
      if (behaviour.answer?.(asked, response)) return;
      const type = behaviour.knowsTypes ? asked.input_type : undefined;
      const embed = (text: string) => [...wordsVector(text), type === 'passage' ? 1 : 0];
      send(200, { data: asked.input.map((text, index) => ({ index, embedding: embed(text) })) });
    }
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port; // a listening TCP server has one
  };
  const port = await listen(0);
  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}/v1`,
    behaviour,
    requests,
    /** Every text that was embedded, without those of the first trial. */
    texts: () =>
      requests.flatMap(({ input }) => input).filter((text) => !/pesan ini benar/.test(text)),
    stop,
    start: () => listen(port),
    [Symbol.asyncDispose]: async () => {
      if (server.listening) await stop();
    },
  };
}

const MEANINGS = [
  /banjir|genangan/i,
  /mobil|oto\b/i,
  /uang|duit/i,
  /dokter|tabib/i,
  /query:/,
  /passage:/,
];

/** Words of one meaning give the same direction. */
function wordsVector(text: string): number[] {
  return [...MEANINGS.map((meaning) => (meaning.test(text) ? 2 : 0)), 0.5];
}
