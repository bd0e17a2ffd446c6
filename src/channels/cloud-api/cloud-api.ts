import type { Channel, Fetched, Health, Outgoing, Sent } from '../../tipline/channel.ts';
import { Pacer } from '../pacer.ts';
import { actionFor } from './errors.ts';
import { fetchCloudFile } from './fetch-file.ts';
import { type GraphAnswer, type GraphSettings, post } from './graph.ts';
import { CLOUD_API } from './read-message.ts';
import { writeCloudMessage, writeTemplate } from './write-message.ts';

/** How the post uses its number; spans in milliseconds. */
export interface CloudApiSettings extends GraphSettings {
  /** The id of the phone number, as in the app's dashboard. */
  numberId: string;
  /** The approved template for news after the 24 hours; without one such news waits for the citizen. */
  template: { name: string; language: string } | undefined;
  reconcileMs: number;
}

const HOUR = 3_600_000;
/** A few minutes before WhatsApp closes the window, so that a message on its way still gets through. */
const WINDOW_MS = 24 * HOUR - 5 * 60_000;
const PAUSE_MS = 60_000;
const SLOWER_MS = 60_000;
/** Meta allows one message in 6 s to a citizen, with bursts, and 80 a second for a number, both ways. */
const PACE = { perCitizenMs: 6000, perNumberMs: 25, burst: 10 };
const LIST_BUTTON = 'Pilih';

/** The WhatsApp Cloud API as a way to citizens. */
export class CloudApi implements Channel {
  readonly name = CLOUD_API;
  readonly reconcileMs: number;
  readonly #settings: CloudApiSettings;
  readonly #now: () => number;
  readonly #pacer = new Pacer(PACE);
  #pausedUntil = 0;
  #reason: string | undefined;

  constructor(settings: CloudApiSettings, now: () => number) {
    this.#settings = settings;
    this.#now = now;
    this.reconcileMs = settings.reconcileMs;
  }

  async send({ to, reply, heardAt }: Outgoing): Promise<Sent> {
    const now = this.#now();
    const pause = this.#pausedUntil - now;
    if (pause > 0) return { type: 'wait', ms: pause };
    const wait = this.#pacer.take(to.sender, now);
    if (wait > 0) return { type: 'wait', ms: wait };
    if (now - heardAt > WINDOW_MS) return this.#nudge(to);
    const answer = await this.#post(writeCloudMessage(to, reply, LIST_BUTTON));
    if (answer.type === 'error' && actionFor(answer.code) === 'closed') return this.#nudge(to);
    return this.#judge(answer);
  }

  fetchFile(reference: string): Promise<Fetched> {
    return fetchCloudFile(this.#settings, this.#settings.numberId, reference);
  }

  /** Marks a message as read and shows that an answer is being written; nothing depends on it. */
  async markRead(messageId: string): Promise<void> {
    if (this.#pausedUntil > this.#now()) return;
    await this.#post({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: messageId,
      typing_indicator: { type: 'text' },
    });
  }

  /** Heeds an error that a receipt has told: some stop the number until an operator has mended it. */
  heed(code: number): void {
    if (actionFor(code) === 'pause') this.#pause(code);
  }

  health(): Health {
    if (this.#reason === undefined) return { state: 'ok' };
    return { state: 'paused', reason: this.#reason };
  }

  /** Tells a citizen by template that news waits; the news itself goes when they write. */
  async #nudge(to: Outgoing['to']): Promise<Sent> {
    const { template } = this.#settings;
    if (!template) return { type: 'closed' };
    const sent = this.#judge(await this.#post(writeTemplate(to, template)));
    return sent.type === 'wait' || sent.type === 'later' ? sent : { type: 'closed' };
  }

  #post(body: object): Promise<GraphAnswer> {
    return post(this.#settings, `${this.#settings.numberId}/messages`, body);
  }

  #judge(answer: GraphAnswer): Sent {
    switch (answer.type) {
      case 'ok':
        this.#reason = undefined;
        return { type: 'accepted' };
      case 'silent':
        return { type: 'unsure' };
      case 'unreachable':
        return { type: 'later', ms: 0 };
      case 'error':
        return this.#refuse(answer.code);
    }
  }

  #refuse(code: number): Sent {
    switch (actionFor(code)) {
      case 'later':
        return { type: 'later', ms: 0 };
      case 'slower':
        return { type: 'later', ms: SLOWER_MS };
      case 'closed':
        return { type: 'closed' };
      case 'give-up':
        return { type: 'refused', reason: `error ${code}` };
      case 'pause':
        return { type: 'wait', ms: this.#pause(code) };
    }
  }

  #pause(code: number): number {
    this.#pausedUntil = this.#now() + PAUSE_MS;
    this.#reason = `WhatsApp answered with error ${code}; see docs/whatsapp.md`;
    return PAUSE_MS;
  }
}
