import type { Picture } from '../../tipline/fact-checks/share-card.ts';
import type { Channel, Fetched, Health, Outgoing, Sent } from '../../tipline/letters/channel.ts';
import { Pacer } from '../pacer.ts';
import { SpareLane } from '../spare-lane.ts';
import { actionFor, isPictureError, isTemplateError } from './errors.ts';
import { fetchCloudFile } from './fetch-file.ts';
import { type GraphAnswer, type GraphSettings, post } from './graph.ts';
import { NumberState } from './number-state.ts';
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

/** The WhatsApp Cloud API as a way to citizens. */
export class CloudApi implements Channel {
  readonly name = CLOUD_API;
  readonly reconcileMs: number;
  readonly #settings: CloudApiSettings;
  readonly #now: () => number;
  readonly #pacer = new Pacer(PACE);
  readonly #lane = new SpareLane();
  readonly #number: NumberState;
  readonly #uploads: Uploads;

  constructor(settings: CloudApiSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
    this.#number = new NumberState(now);
    this.#uploads = new Uploads(settings, now);
    this.reconcileMs = settings.reconcileMs;
  }

  waitMs(outgoing: Outgoing): number {
    const now = this.#now();
    const wait =
      this.#number.waitMs ||
      this.#lane.waitMs(outgoing, now, UNASKED_MS) ||
      this.#pacer.take(outgoing.to.sender, now);
    if (wait === 0) this.#lane.leave(outgoing);
    return wait;
  }

  async send(outgoing: Outgoing): Promise<Sent> {
    const { heardAt, picture } = outgoing;
    if (this.#now() - heardAt > WINDOW_MS) return this.#nudge(outgoing);
    if (!picture) return this.#sendMessage(outgoing);
    const uploaded = await this.#uploads.find(picture);
    if (uploaded.type === 'ready') return this.#sendMessage(outgoing, { id: uploaded.id, picture });
    if (uploaded.type === 'silent') return { type: 'later', ms: 0 }; // nobody can have seen anything
    const isRefused = uploaded.type === 'error' && actionFor(uploaded.code) === 'give-up';
    return isRefused ? this.#sendMessage(without(outgoing)) : this.#judge(uploaded);
  }

  fetchFile(reference: string): Promise<Fetched> {
    return fetchCloudFile(this.#settings, this.#settings.numberId, reference);
  }

  /** Marks a message as read and shows that an answer is being written; nothing depends on it. */
  async markRead(messageId: string): Promise<void> {
    if (this.#number.waitMs > 0) return;
    await this.#post({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: messageId,
      typing_indicator: { type: 'text' },
    });
  }

  /** Heeds an error that a receipt has told: some stop the number until an operator has mended it. */
  heed(code: number): void {
    if (actionFor(code) === 'pause') this.#number.pause(code);
    if (isPictureError(code)) this.#uploads.forget();
  }

  health(): Health {
    return this.#number.health;
  }

  /** Sends a reply with its picture, or as its text where it has none or the picture is what is refused. */
  async #sendMessage(
    outgoing: Pick<Outgoing, 'to' | 'reply' | 'picture'>,
    upload?: { id: string; picture: Picture },
  ): Promise<Sent> {
    const { to, reply } = outgoing;
    const message = writeCloudMessage(to, reply, { listButton: LIST_BUTTON, upload });
    const answer = await this.#post(message);
    if (answer.type !== 'error') return this.#judge(answer);
    if (actionFor(answer.code) === 'closed') return this.#nudge({ to, reply });
    if (!upload || !isPictureError(answer.code)) return this.#judge(answer);
    this.#uploads.forget();
    return this.#sendMessage(without(outgoing));
  }

  /** Tells a citizen by template that news waits; the news itself goes when they write, come what may. */
  async #nudge({ to, reply }: Pick<Outgoing, 'to' | 'reply'>): Promise<Sent> {
    if (reply.unaskedUntil !== undefined) return this.#invite(to);
    const { template } = this.#settings;
    if (!template) return { type: 'closed' };
    const answer = await this.#post(writeTemplate(to, template));
    const code = answer.type === 'error' ? answer.code : undefined;
    if (code === undefined || isTemplateError(code)) this.#number.noteTemplate(code);
    const sent = this.#judge(answer);
    return sent.type === 'wait' ? sent : { type: 'closed' };
  }

  /** Tells a subscriber by template that something waits, in the place of what was not asked for now. */
  async #invite(to: Outgoing['to']): Promise<Sent> {
    const { invitation } = this.#settings;
    if (!invitation) return { type: 'refused', reason: 'the 24 hours are over' };
    const answer = await this.#post(writeTemplate(to, invitation));
    const code = answer.type === 'error' ? answer.code : undefined;
    if (code === undefined || isTemplateError(code)) this.#number.noteTemplate(code);
    if (code !== undefined && isTemplateError(code)) {
      return { type: 'refused', reason: `error ${code}` };
    }
    return this.#judge(answer);
  }

  #post(body: object): Promise<GraphAnswer> {
    return post(this.#settings, `${this.#settings.numberId}/messages`, body);
  }

  #judge(answer: GraphAnswer): Sent {
    switch (answer.type) {
      case 'ok': {
        this.#number.recover();
        const reference = referenceOf(answer.body);
        return reference === undefined ? { type: 'accepted' } : { type: 'accepted', reference };
      }
      case 'silent':
        return { type: 'unsure' };
      case 'unreachable':
        return { type: 'wait', ms: this.#number.backOff() };
      case 'error':
        return this.#refuse(answer.code);
    }
  }

  #refuse(code: number): Sent {
    switch (actionFor(code)) {
      case 'slower':
        return { type: 'wait', ms: this.#number.backOff() };
      case 'spare':
        return { type: 'wait', ms: SPARE_MS };
      case 'closed':
        return { type: 'closed' };
      case 'give-up':
        return { type: 'refused', reason: `error ${code}` };
      case 'pause':
        return { type: 'wait', ms: this.#number.pause(code) };
      case 'retry':
        return { type: 'later', ms: 0 };
    }
  }
}

/** A reply whose picture or file is refused: its words alone, or those that stand for it. */
function without({ to, reply, picture }: Pick<Outgoing, 'to' | 'reply' | 'picture'>) {
  return { to, reply: { ...reply, text: picture?.instead ?? reply.text } };
}

/** The id that WhatsApp has given the message; its receipts bear it. */
function referenceOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('messages' in body)) return undefined;
  const [first]: unknown[] = Array.isArray(body.messages) ? body.messages : [];
  if (typeof first !== 'object' || first === null || !('id' in first)) return undefined;
  return typeof first.id === 'string' ? first.id : undefined;
}
