import { createHash, createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkMessage, type GraphError } from './check-message.ts';
import { FakeCloudCitizen } from './fake-cloud-citizen.ts';
import { answerAboutFlows, type PublishedFlow } from './flows.ts';
import { readUpload, type UploadedPicture } from './read-upload.ts';
import { type GraphAnswer, type GraphRequest, Line, serveGraph } from './serve-graph.ts';
import { type SentBody, type Shown, shownOf } from './shown.ts';
import { untilTaken } from './until-taken.ts';

/** A fault for the next message: an error, no answer before or after it was taken, or a broken line. */
export type Fault =
  | { type: 'error'; status: number; code: number; subcode?: number; details?: string }
  | { type: 'status'; status: number }
  | { type: 'silence'; isTaken: boolean }
  | { type: 'failed-later'; code: number; details?: string };

/** The Graph API of one number on this machine: it keeps Meta's limits, and delivers signed webhooks. */
export class FakeGraph {
  readonly numberId: string;
  readonly token = 'token-for-tests';
  readonly appSecret = 'secret-for-tests';
  readonly verifyToken = 'verify-for-tests';
  readonly faults: Fault[] = [];
  /** Faults for the next pictures that are handed in. */
  readonly uploadFaults: Fault[] = [];
  /** Pictures that were handed in, by their ids. */
  readonly pictures = new Map<string, UploadedPicture>();
  /** Error codes for the next files that are asked for. */
  readonly fileFaults: number[] = [];
  /** Every message that was taken over: its id, and the reply it carries. */
  readonly taken: { id: string; reply: string }[] = [];
  /** The bodies of the messages that were sent here, also those that were refused, without marks of reading. */
  readonly asked: SentBody[] = [];
  /** A fault for every message, for as long as it stands. */
  lasting: Fault | undefined;
  /** What Meta says of the number when it is asked. */
  status: Record<string, unknown> = { quality_rating: 'GREEN' };
  /** How often Meta was asked of the number. */
  statusAsked = 0;
  /** Ids of messages that were marked as read. */
  readonly read: string[] = [];
  /** How long a citizen may be written to after they wrote. */
  windowMs = 24 * 3_600_000;
  /** Whether statuses are delivered by themselves. */
  tellsStatuses = true;
  /** What Meta says of the price of a message, once it is sent and once it is delivered. */
  pricing: object = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' };
  /** Whether webhooks are delivered again until they are answered with 200. */
  isPersistent = false;
  /** The line that requests come by; it can be made slow. */
  readonly line = new Line();
  now: () => number = Date.now;
  /** Other numbers of the same Graph API, which answer for themselves. */
  readonly neighbours: FakeGraph[] = [];
  /** The Flows of the business account, which has the id 200. */
  readonly flows: PublishedFlow[] = [];
  readonly #server: Server;
  readonly #shown = new Map<string, Shown[]>();
  readonly #heard = new Map<string, number>();
  readonly #files = new Map<
    string,
    { bytes: Uint8Array; mime: string; sha256: string; size: number }
  >();
  readonly #telling = new Set<Promise<unknown>>();
  readonly #end = new AbortController();
  #webhook = '';

  private constructor(numberId: string) {
    this.numberId = numberId;
    this.#server = serveGraph((request) => this.#answer(request), this.line);
  }

  static async start({ numberId = '100000000000001', port = 0 } = {}): Promise<FakeGraph> {
    const graph = new FakeGraph(numberId);
    graph.#server.listen(port, '127.0.0.1');
    await once(graph.#server, 'listening');
    return graph;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo; // a listening TCP server has one
    return `http://127.0.0.1:${port}/v24.0`;
  }

  /** Sends webhooks to this address from now on. */
  connect(webhook: string): void {
    this.#webhook = webhook;
  }

  citizen(name: string, changes: { hidesPhone?: boolean; hidesId?: boolean } = {}) {
    return new FakeCloudCitizen(this, name, changes);
  }

  /** What is shown on the phone of a citizen, known by phone number or id. */
  shown(...names: string[]): Shown[] {
    return names.flatMap((name) => this.#shown.get(name) ?? []);
  }

  /** Keeps a file for fetching; what is announced of it can be made to differ from what it is. */
  keepFile(bytes: Uint8Array, mime: string, announced: { sha256?: string; size?: number } = {}) {
    const id = `${900_000_000_000_001 + this.#files.size}`;
    const sha256 = createHash('sha256').update(bytes).digest('base64');
    this.#files.set(id, { bytes, mime, sha256, size: bytes.length, ...announced });
    return { id, mime_type: mime, sha256: announced.sha256 ?? sha256 };
  }

  heard(...names: string[]): void {
    for (const name of names) this.#heard.set(name, this.now());
  }

  /** Delivers the value of a change, signed; returns the status of the answer. */
  deliver(...values: object[]): Promise<number> {
    const changes = values.map((value) => ({
      field: 'messages',
      value: {
        messaging_product: 'whatsapp',
        metadata: { display_phone_number: '628', phone_number_id: this.numberId },
        ...value,
      },
    }));
    const entry = [{ id: '1', changes }];
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry });
    if (!this.isPersistent) return this.deliverRaw(body);
    return untilTaken(() => this.deliverRaw(body), this.#end.signal);
  }

  async deliverRaw(body: string | Uint8Array, signature = this.sign(body)): Promise<number> {
    const response = await fetch(this.#webhook, {
      method: 'POST',
      body: typeof body === 'string' ? body : Buffer.from(body),
      headers: { 'x-hub-signature-256': signature, 'content-type': 'application/json' },
    });
    await response.arrayBuffer();
    return response.status;
  }

  sign(body: string | Uint8Array): string {
    return `sha256=${createHmac('sha256', this.appSecret).update(body).digest('hex')}`;
  }

  /** Tells what became of a message. */
  async tell(
    reply: string,
    status: string,
    code?: number,
    id = `wamid.${reply}`,
    { to, details }: { to?: string; details?: string } = {},
  ): Promise<void> {
    const data = details === undefined ? {} : { error_data: { details } };
    const errors = code === undefined ? {} : { errors: [{ code, title: 'fault', ...data }] };
    const timestamp = `${Math.floor(this.now() / 1000)}`;
    const whose = to === undefined ? {} : { recipient_id: to };
    const status_ = { id, status, timestamp, ...whose, biz_opaque_callback_data: reply };
    const { pricing } = this;
    await this.deliver({
      statuses: [{ ...status_, ...(code === undefined && { pricing }), ...errors }],
    });
  }

  /** Resolves when every status that is on its way has arrived. */
  async settle(): Promise<void> {
    while (this.#telling.size > 0) await Promise.all(this.#telling);
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.settle();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #answer(request: GraphRequest): GraphAnswer | Promise<GraphAnswer> {
    const { path, token, body } = request;
    const meant = this.neighbours.find(({ numberId }) => path.startsWith(numberId));
    if (meant) return meant.#answer(request);
    if (token !== this.token) return refusal({ status: 401, code: 190, message: 'token' });
    if (path === `${this.numberId}/messages`) {
      return this.#takeMessage(JSON.parse(body.toString('utf8')));
    }
    if (path === `${this.numberId}/media`) return this.#takePicture(request);
    if (path === this.numberId) {
      this.statusAsked += 1;
      return { status: 200, body: this.status };
    }
    const flowAnswer = answerAboutFlows(this.flows, request);
    if (flowAnswer) return flowAnswer;
    const code = this.fileFaults.shift();
    if (code !== undefined) return refusal({ status: 400, code, message: 'fault' });
    const [folder, id = ''] = path.split('/');
    const file = this.#files.get(folder === 'files' ? id : path);
    if (!file) return refusal({ status: 400, code: 100, message: 'no such object' });
    if (folder === 'files') return { status: 200, body: file.bytes };
    const { mime: mime_type, sha256, size: file_size } = file;
    const url = `${this.url}/files/${path}`;
    return { status: 200, body: { url, mime_type, sha256, file_size, id: path } };
  }

  async #takePicture({ body, contentType }: GraphRequest): Promise<GraphAnswer> {
    const fault = this.uploadFaults.shift();
    if (fault?.type === 'error') return refusal({ ...fault, message: 'fault' });
    if (fault?.type === 'status') return { status: fault.status, body: 'gateway' };
    if (fault?.type === 'silence' && !fault.isTaken) return 'hang-up';
    const read = await readUpload(body, contentType);
    if ('code' in read) return refusal(read);
    const id = `${800_000_000_000_001 + this.pictures.size}`;
    this.pictures.set(id, read);
    return fault?.type === 'silence' ? 'hang-up' : { status: 200, body: { id } };
  }

  #takeMessage(sent: SentBody): GraphAnswer {
    if (sent.status === 'read') {
      this.read.push(sent.message_id ?? '');
      return { status: 200, body: { success: true } };
    }
    this.asked.push(sent);
    const fault = this.faults.shift() ?? this.lasting;
    if (fault?.type === 'silence' && !fault.isTaken) return 'hang-up';
    if (fault?.type === 'status') return { status: fault.status, body: 'gateway' };
    const error = fault?.type === 'error' ? { ...fault, message: 'fault' } : this.#check(sent);
    if (error) return refusal(error);
    const id = `wamid.${randomUUID()}`;
    const failure = fault?.type === 'failed-later' ? fault : undefined;
    this.taken.push({ id, reply: sent.biz_opaque_callback_data?.split(' ')[0] ?? '' });
    const to = sent.to ?? sent.recipient ?? '';
    if (failure === undefined) this.#show(to, { id, ...shownOf(sent, this.pictures) });
    this.#tellSoon(sent.biz_opaque_callback_data, failure, { id, to });
    if (fault?.type === 'silence') return 'hang-up';
    return { status: 200, body: { messaging_product: 'whatsapp', messages: [{ id }] } };
  }

  #check(sent: SentBody): GraphError | undefined {
    const error = checkMessage(sent);
    if (error) return error;
    const form = sent.interactive?.action?.parameters?.flow_id;
    if (form && !this.flows.some(({ id, status }) => id === form && status === 'PUBLISHED')) {
      return { status: 400, code: 131009, message: 'the id of a Flow is not valid' };
    }
    const enclosed = sent.image ?? sent.document;
    if (enclosed && !this.pictures.has(enclosed.id)) {
      return { status: 400, code: 131009, message: 'the id of a file is not valid' };
    }
    const heard = this.#heard.get(sent.to ?? sent.recipient ?? '') ?? 0;
    if (sent.type === 'template' || this.now() - heard <= this.windowMs) return undefined;
    return { status: 400, code: 131047, message: 'Re-engagement message' };
  }

  #show(name: string, shown: Shown): void {
    this.#shown.set(name, [...(this.#shown.get(name) ?? []), shown]);
  }

  #tellSoon(
    reply: string | undefined,
    failure: { code: number; details?: string } | undefined,
    about: { id: string; to: string },
  ): void {
    if (!this.tellsStatuses || reply === undefined || this.#webhook === '') return;
    const states = failure === undefined ? ['sent', 'delivered'] : ['failed'];
    for (const state of states) {
      const { id, to } = about;
      const details = failure?.details;
      const more = details === undefined ? { to } : { to, details };
      const telling: Promise<unknown> = this.tell(reply, state, failure?.code, id, more)
        .catch(() => {}) // nobody listens any more; Meta would try again for days
        .finally(() => this.#telling.delete(telling));
      this.#telling.add(telling);
    }
  }
}

function refusal({ status, code, message, ...more }: Refused): GraphAnswer {
  const { subcode, details } = more;
  const data = details === undefined ? {} : { error_data: { details } };
  const sub = subcode === undefined ? {} : { error_subcode: subcode };
  const error = { message, type: 'OAuthException', code, ...sub, ...data, fbtrace_id: 'AbcTrace1' };
  return { status, body: { error } };
}

type Refused = GraphError & { subcode?: number; details?: string };
