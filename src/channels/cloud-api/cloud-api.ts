import type { Picture } from '../../tipline/fact-checks/share-card.ts';
import {
  type Channel,
  type Fetched,
  type Health,
  type Outgoing,
  type Sent,
  wayOf,
} from '../../tipline/letters/channel.ts';
import { Pacer } from '../pacer.ts';
import { SpareLane } from '../spare-lane.ts';
import { type Action, isPictureError, isTemplateError } from './errors.ts';
import type { Fault } from './fault.ts';
import { fetchCloudFile } from './fetch-file.ts';
import { type GraphAnswer, type GraphSettings, post } from './graph.ts';
import { NumberState } from './number-state.ts';
import { type NumberHost, NumberWatch } from './number-watch.ts';
import { CLOUD_API } from './read-message.ts';
import { Uploads } from './uploads.ts';
import { writeCloudMessage, writeTemplate } from './write-message.ts';

/** How the post uses its number; spans in milliseconds. */
export interface CloudApiSettings extends GraphSettings {
  /** The id of the phone number, as in the app's dashboard. */
  numberId: string;
  /** The approved template for news after the 24 hours; without one such news waits for the citizen. */
  template: { name: string; language: string } | undefined;
  /** The approved template that tells subscribers after the 24 hours that a digest waits. */
  invitation?: { name: string; language: string } | undefined;
  reconcileMs: number;
}

const HOUR = 3_600_000;
/** A few minutes before WhatsApp closes the window, so that a message on its way still gets through. */
const WINDOW_MS = 24 * HOUR - 5 * 60_000;
const SPARE_MS = 60_000;
/** Meta allows one message in 6 s to a citizen, with bursts, and 80 a second for a number, both ways. */
const PACE = { perCitizenMs: 6000, perNumberMs: 25, burst: 10 };
/** An eighth of what the number sends: 18,000 an hour, and answers find it free. */
const UNASKED_MS = 200;
const LIST_BUTTON = 'Pilih';

/** Between tries of a reply with a code that nobody knows, as long as nothing gets through to anybody. */
const SLOWLY_MS = [2000, 30_000, 2 * 60_000, 10 * 60_000, HOUR, 4 * HOUR, 8 * HOUR];

/** One number of the WhatsApp Cloud API as a way to citizens. */
export class CloudApi implements Channel {
  readonly name = CLOUD_API;
  readonly account: string;
  readonly reconcileMs: number;
  readonly #settings: CloudApiSettings;
  readonly #now: () => number;
  readonly #pacer = new Pacer(PACE);
  readonly #lane = new SpareLane();
  readonly #number: NumberState;
  readonly #watch: NumberWatch;
  readonly #uploads: Uploads;

  constructor(settings: CloudApiSettings, now: () => number, host: NumberHost = {}) {
    this.account = settings.numberId;
    this.reconcileMs = settings.reconcileMs;
    this.#settings = settings;
    this.#now = now;
    this.#number = new NumberState(now, (pause) => this.#watch.share(pause));
    this.#watch = new NumberWatch(this.#number, { ...host, way: wayOf(this), now });
    this.#uploads = new Uploads(settings, now);
  }

  waitMs(outgoing: Outgoing): number {
    const now = this.#now();
    const wait =
      this.#number.waitMs ||
      this.#lane.waitMs(outgoing, now, UNASKED_MS) ||
      this.#pacer.take(outgoing.to.sender, now);
    if (wait === 0) {
      this.#lane.leave(outgoing);
      this.#number.begin();
    }
    return wait;
  }

  async send(outgoing: Outgoing): Promise<Sent> {
    const sent = await this.#send(outgoing);
    await this.#watch.look();
    return sent;
  }

  async fetchFile(reference: string): Promise<Fetched> {
    if (this.#number.isPaused) throw new Error('WhatsApp cannot give the file at the moment');
    return fetchCloudFile(this.#settings, this.#settings.numberId, reference);
  }

  /** Marks a message as read and shows that an answer is being written; nothing depends on it. */
  async markRead(messageId: string): Promise<void> {
    if (this.#number.isPaused || this.#number.waitMs > 0) return;
    await this.#post({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: messageId,
      typing_indicator: { type: 'text' },
    });
  }

  /** Takes in an error that a receipt tells; true where it is the number that is at fault, and not the reply. */
  async hearFailure(fault: Fault, who: string): Promise<boolean> {
    const action = this.#number.meet(fault, { who, by: 'receipt' });
    if (isPictureError(fault)) this.#uploads.forget();
    if (isLoss(action)) this.#watch.tellRefused(fault);
    await this.#watch.look();
    return action === 'pause';
  }

  /** Takes in that a message has left WhatsApp for its citizen. */
  async hearSent(at: number): Promise<void> {
    this.#number.hearSent(at);
    await this.#watch.look();
  }

  follow(): Promise<void> {
    return this.#watch.follow();
  }

  health(): Health {
    return this.#number.health;
  }

  async #send(outgoing: Outgoing): Promise<Sent> {
    const { heardAt, picture } = outgoing;
    if (this.#now() - heardAt > WINDOW_MS) return this.#nudge(outgoing);
    if (!picture) return this.#sendMessage(outgoing);
    const uploaded = await this.#uploads.find(picture);
    if (uploaded.type === 'ready') return this.#sendMessage(outgoing, { id: uploaded.id, picture });
    if (uploaded.type === 'silent') return { type: 'later', ms: 0 }; // nobody can have seen anything
    const isRefused = uploaded.type === 'error' && isPictureError(uploaded.fault);
    if (isRefused) return this.#sendMessage(without(outgoing));
    return closedOr(this.#judge(uploaded, outgoing));
  }

  /** Sends a reply with its picture, or as its text where it has none or the picture is what is refused. */
  async #sendMessage(
    outgoing: Leaving & Pick<Outgoing, 'picture'>,
    upload?: { id: string; picture: Picture },
  ): Promise<Sent> {
    const { to, reply } = outgoing;
    const message = writeCloudMessage(to, reply, { listButton: LIST_BUTTON, upload });
    const answer = await this.#post(message);
    if (answer.type !== 'error' || !upload || !isPictureError(answer.fault)) {
      const sent = this.#judge(answer, outgoing);
      return sent.type === 'nudge' ? this.#nudge(outgoing) : sent;
    }
    this.#uploads.forget();
    return this.#sendMessage(without(outgoing));
  }

  /** Tells a citizen by template that news waits; the news itself goes when they write, come what may. */
  async #nudge(outgoing: Leaving): Promise<Sent> {
    const { to, reply } = outgoing;
    if (reply.unaskedUntil !== undefined) return this.#invite(outgoing);
    const { template } = this.#settings;
    if (!template) return { type: 'closed' };
    const answer = await this.#post(writeTemplate(to, template));
    this.#noteTemplate(answer);
    const sent = this.#judge(answer, outgoing);
    return sent.type === 'wait' ? sent : { type: 'closed' };
  }

  /** Tells a subscriber by template that something waits, in the place of what was not asked for now. */
  async #invite(outgoing: Leaving): Promise<Sent> {
    const { invitation } = this.#settings;
    if (!invitation) return { type: 'refused', reason: 'the 24 hours are over' };
    const answer = await this.#post(writeTemplate(outgoing.to, invitation));
    const code = this.#noteTemplate(answer);
    if (code !== undefined) return { type: 'refused', reason: `error ${code}` };
    return closedOr(this.#judge(answer, outgoing));
  }

  /** Notes whether the template works; returns the code with which it was refused. */
  #noteTemplate(answer: GraphAnswer): number | undefined {
    const fault = answer.type === 'error' ? answer.fault : undefined;
    if (fault !== undefined && !isTemplateError(fault.code)) return undefined;
    this.#number.noteTemplate(fault?.code);
    if (fault) this.#watch.tellRefused(fault);
    return fault?.code;
  }

  #post(body: object): Promise<GraphAnswer> {
    return post(this.#settings, `${this.#settings.numberId}/messages`, body);
  }

  #judge(answer: GraphAnswer, outgoing: Leaving): Sent | { type: 'nudge' } {
    switch (answer.type) {
      case 'ok': {
        this.#number.recover();
        const reference = referenceOf(answer.body);
        return reference === undefined ? { type: 'accepted' } : { type: 'accepted', reference };
      }
      case 'silent':
        this.#number.hearNothing();
        return this.#number.isAway ? { type: 'unsure', isTried: false } : { type: 'unsure' };
      case 'unreachable':
        return { type: 'wait', ms: this.#number.backOff() };
      case 'error':
        return this.#refuse(answer.fault, outgoing);
    }
  }

  #refuse(fault: Fault, { to, attempts }: Leaving): Sent | { type: 'nudge' } {
    const who = to.sender;
    const action = this.#number.meet(fault, { who, by: 'answer' });
    if (isLoss(action)) this.#watch.tellRefused(fault);
    switch (action) {
      case 'slower':
        return { type: 'wait', ms: this.#number.backOff() };
      case 'spare':
        return { type: 'wait', ms: SPARE_MS };
      case 'closed':
        return { type: 'nudge' };
      case 'hold':
        return { type: 'closed' };
      case 'give-up':
        return { type: 'refused', reason: `error ${fault.code}` };
      case 'pause':
        return { type: 'wait', ms: this.#number.waitMs };
      case 'retry': {
        const slowly = SLOWLY_MS[Math.min(attempts, SLOWLY_MS.length - 1)] ?? 0;
        return { type: 'later', ms: this.#number.isTrusted(fault.code, who) ? 0 : slowly };
      }
    }
  }
}

/** Whether a reply is lost by it, or may be. */
function isLoss(action: Action): boolean {
  return action === 'give-up' || action === 'retry' || action === 'hold';
}

type Leaving = Pick<Outgoing, 'to' | 'reply' | 'attempts'>;

/** Where nothing more can be told by template, the reply waits for its citizen. */
function closedOr(sent: Sent | { type: 'nudge' }): Sent {
  return sent.type === 'nudge' ? { type: 'closed' } : sent;
}

/** A reply whose picture or file is refused: its words alone, or those that stand for it. */
function without({ picture, ...outgoing }: Leaving & Pick<Outgoing, 'picture'>): Leaving {
  const { reply } = outgoing;
  return { ...outgoing, reply: { ...reply, text: picture?.instead ?? reply.text } };
}

/** The id that WhatsApp has given the message; its receipts bear it. */
function referenceOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('messages' in body)) return undefined;
  const [first]: unknown[] = Array.isArray(body.messages) ? body.messages : [];
  if (typeof first !== 'object' || first === null || !('id' in first)) return undefined;
  return typeof first.id === 'string' ? first.id : undefined;
}
