import { z } from 'zod';
import { MAX_FILE } from '../../domain/messages/message.ts';
import { isPromised } from '../../domain/stats/charge.ts';
import { parseJson } from '../../domain/text/parse-json.ts';
import {
  type Channel,
  type Fetched,
  type Health,
  type Outgoing,
  type Sent,
  wayOf,
} from '../../ports/channel.ts';
import { Pacer } from '../pacer.ts';
import { SpareLane } from '../spare-lane.ts';
import { readLimited, verifyFile } from '../verify-file.ts';
import { CloudSender, Uploads } from './cloud-sender.ts';
import { type Fault, isLoss, isLostFile, isPictureError } from './errors.ts';
import { type GraphAnswer, type GraphSettings, get, post } from './graph.ts';
import { NumberQuality } from './number-quality.ts';
import { NumberState } from './number-state.ts';
import { type NumberHost, NumberWatch } from './number-watch.ts';
import { publishedForms } from './publish-form.ts';
import { CLOUD_API } from './read-message.ts';
import type { CloudApiSettings } from './settings.ts';

/** Meta allows a citizen one message in 6 s, with bursts; the number's own pace is `NumberQuality`'s. */
const PACE = { perCitizenMs: 6000, perNumberMs: 25, burst: 10 };
/** Of what the number sends: of 40 a second 18,000 an hour, and answers find free capacity. */
const UNASKED_SHARE = 1 / 8;
/** A silent number must leave capacity to others; with answers so fast, what may be under way at once is full speed. */
const ANSWER_MS = 600;
/** The rest is for those who have not had many messages just now. */
const REPEATS_SHARE = 2 / 3;
const CROWDED_MS = 100;
const READ = { messaging_product: 'whatsapp', status: 'read', typing_indicator: { type: 'text' } };

export class CloudApi implements Channel {
  readonly name = CLOUD_API;
  readonly isCharged = true;
  readonly account: string;
  readonly reconcileMs: number;
  readonly #settings: CloudApiSettings;
  readonly #now: () => number;
  readonly #pacer = new Pacer(PACE);
  readonly #lane = new SpareLane();
  readonly #number: NumberState;
  readonly #watch: NumberWatch;
  readonly #uploads: Uploads;
  readonly #quality: NumberQuality;
  readonly #sender: CloudSender;
  #underWay = 0;
  #processes = 1;

  constructor(settings: CloudApiSettings, now: () => number, host: NumberHost = {}) {
    this.account = settings.numberId;
    this.reconcileMs = settings.reconcileMs;
    this.#settings = settings;
    this.#now = now;
    this.#number = new NumberState(now, (pause) => this.#watch.share(pause));
    this.#watch = new NumberWatch(this.#number, { ...host, way: wayOf(this), now });
    this.#uploads = new Uploads(settings, now);
    const { documents, isElectionNear } = host;
    this.#quality = new NumberQuality({
      ...{ settings, way: wayOf(this), documents, isElectionNear, now },
    });
    this.#sender = new CloudSender({
      ...{ settings, number: this.#number, watch: this.#watch, now },
      ...{ uploads: this.#uploads, quality: this.#quality },
      findForm: async (language) =>
        documents && publishedForms.find({ store: { documents } }, language),
    });
  }

  waitMs(outgoing: Outgoing): number {
    const now = this.#now();
    const { sender } = outgoing.to;
    const isRepeat = !isPromised(outgoing.reply.purpose) && this.#pacer.isBusy(sender, now);
    const gapMs = this.#gapMs;
    const most = Math.max(1, Math.floor((ANSWER_MS / gapMs) * (isRepeat ? REPEATS_SHARE : 1)));
    this.#pacer.perNumberMs = gapMs;
    const wait =
      (this.#underWay >= most ? CROWDED_MS : 0) ||
      this.#number.waitMs ||
      this.#lane.waitMs(outgoing, now, gapMs / UNASKED_SHARE) ||
      this.#pacer.take(sender, now, isRepeat);
    if (wait === 0) {
      this.#lane.leave(outgoing);
      this.#number.begin();
    }
    return wait;
  }

  async send(outgoing: Outgoing): Promise<Sent> {
    this.#underWay += 1;
    const sent = await this.#sender.send(outgoing).finally(() => {
      this.#underWay -= 1;
    });
    await this.#watch.look();
    return sent;
  }

  async fetchFile(reference: string): Promise<Fetched> {
    if (this.#number.isPaused) throw new Error('WhatsApp cannot give the file at the moment');
    return fetchCloudFile(this.#settings, reference);
  }

  /** Marks a message as read and shows a typing indicator; failures do not matter. */
  async markRead(message_id: string): Promise<void> {
    if (this.#number.isPaused || this.#number.waitMs > 0) return;
    await post(this.#settings, `${this.#settings.numberId}/messages`, { ...READ, message_id });
  }

  /** Handles an error from a receipt; true if the number is at fault, not the reply. */
  async hearFailure(fault: Fault, who: string): Promise<boolean> {
    const action = this.#number.meet(fault, { who, by: 'receipt' });
    if (isPictureError(fault)) this.#uploads.forget();
    if (isLoss(action)) this.#watch.tellRefused(fault);
    await this.#watch.look();
    return action === 'pause';
  }

  /** Leaves the other processes that send from this number their share. */
  shareWith(processes: number): void {
    this.#processes = processes;
  }

  /** Records that a message has left WhatsApp for its citizen. */
  async hearSent(at: number): Promise<void> {
    this.#number.hearSent(at);
    await this.#watch.look();
  }

  /** Asks Meta anew how the number fares, because a webhook told of a change. */
  lookAgain(): void {
    this.#quality.lookAgain();
  }

  async follow(): Promise<void> {
    await this.#watch.follow();
    void this.#quality.look().catch(() => {}); // nothing waits for Meta; asked again in minutes
  }

  health(): Health {
    return this.#number.health;
  }

  /** Milliseconds between two messages of this process. */
  get #gapMs(): number {
    const { sendsPerSecond = this.#quality.sendsPerSecond } = this.#settings;
    return (1000 * this.#processes) / sendsPerSecond;
  }
}

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
  graph: GraphSettings & { numberId: string },
  reference: string,
): Promise<Fetched> {
  const wanted = parseJson(referenceSchema, reference);
  if (!wanted) return { problem: 'unreadable' };
  const { id, sha256, name } = wanted;
  const found = await get(graph, `${id}?phone_number_id=${graph.numberId}`);
  if (found.type !== 'ok') return giveUp(found);
  const place = placeSchema.safeParse(found.body);
  if (!place.success || !isTrusted(place.data.url, graph.baseUrl)) return { problem: 'unreadable' };
  if ((place.data.file_size ?? 0) > MAX_FILE) return { problem: 'too-large' };
  const bytes = await download(graph, place.data.url);
  if (bytes === 'gone') return { problem: 'unreadable' };
  const expected = hashOf(sha256 ?? place.data.sha256);
  return verifyFile(bytes, { mime: place.data.mime_type, name, expected });
}

/** Only a clear answer that there is no such file is final. */
function giveUp(answer: Exclude<GraphAnswer, { type: 'ok' }>): Fetched {
  if (answer.type === 'error' && isLostFile(answer.fault.code)) return { problem: 'unreadable' };
  throw new Error('WhatsApp cannot give the file at the moment');
}

/** Returns the bytes, undefined if there are too many. */
async function download({ token, timeoutMs }: GraphSettings, url: string) {
  const headers = { authorization: `Bearer ${token}` };
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { headers, redirect: 'error', signal });
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
