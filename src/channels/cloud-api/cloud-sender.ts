import { createHash } from 'node:crypto';
import { z } from 'zod';
import { keepRecent } from '../../domain/text/keep-recent.ts';
import { HOUR } from '../../domain/time/jakarta-day.ts';
import type { Picture } from '../../ports/card-renderer.ts';
import type { Outgoing, Sent } from '../../ports/channel.ts';
import { countedCode, type Fault, isLoss, isPictureError, isTemplateError } from './errors.ts';
import { type GraphAnswer, type GraphSettings, post, upload } from './graph.ts';
import type { NumberQuality } from './number-quality.ts';
import type { NumberState } from './number-state.ts';
import type { NumberWatch } from './number-watch.ts';
import type { CloudApiSettings } from './settings.ts';
import { writeCloudMessage, writeTemplate } from './write-message.ts';

export interface CloudSenderParts {
  settings: CloudApiSettings;
  number: NumberState;
  watch: NumberWatch;
  uploads: Uploads;
  quality: NumberQuality;
  findForm(language: string): Promise<{ flow: string; button: string } | undefined>;
  now(): number;
}

/** A few minutes less than WhatsApp's window, so that a message on its way still gets through. */
const WINDOW_MS = 24 * HOUR - 5 * 60_000;
const SPARE_MS = 60_000;
const LIST_BUTTON = 'Lihat pilihan';

/** Waits between attempts with an unknown error code, while nothing gets through to anybody. */
const SLOWLY_MS = [2000, 30_000, 2 * 60_000, 10 * 60_000, HOUR, 4 * HOUR, 8 * HOUR];

/** Sends replies from one number, and reports the results to its state. */
export class CloudSender {
  readonly #parts: CloudSenderParts;

  constructor(parts: CloudSenderParts) {
    this.#parts = parts;
  }

  async send(outgoing: Outgoing): Promise<Sent> {
    const { heardAt, picture, reply } = outgoing;
    const isClosed = this.#parts.now() - heardAt > WINDOW_MS;
    if (reply.unaskedUntil !== undefined) {
      const reason = await this.#parts.quality.objection(isClosed);
      if (reason !== undefined) return { type: 'refused', reason };
    }
    if (isClosed) return this.#nudge(outgoing);
    if (!picture) return this.#sendMessage(outgoing);
    const uploaded = await this.#parts.uploads.find(picture);
    if (uploaded.type === 'ready') return this.#sendMessage(outgoing, { id: uploaded.id, picture });
    if (uploaded.type === 'silent') return { type: 'later', ms: 0 }; // nobody can have seen it
    const isRefused = uploaded.type === 'error' && isPictureError(uploaded.fault);
    if (isRefused) return this.#sendMessage(without(outgoing));
    return closedOr(this.#judge(uploaded, outgoing));
  }

  /** Sends a reply with its picture or form, or as text if it has none or that is refused. */
  async #sendMessage(
    outgoing: Leaving & Pick<Outgoing, 'picture'>,
    upload?: { id: string; picture: Picture },
  ): Promise<Sent> {
    const { to, reply } = outgoing;
    const form = reply.form === undefined ? undefined : await this.#parts.findForm(reply.form);
    const message = writeCloudMessage(to, reply, { listButton: LIST_BUTTON, upload, form });
    const answer = await this.#post(message);
    if (answer.type !== 'error' || !(upload || form || reply.quotes) || !mayBePart(answer.fault)) {
      const sent = this.#judge(answer, outgoing);
      return sent.type === 'nudge' ? this.#nudge(outgoing) : sent;
    }
    if (upload) this.#parts.uploads.forget();
    return this.#sendMessage(without(outgoing));
  }

  /** Announces news by template; the news itself is sent when the citizen writes. */
  async #nudge(outgoing: Leaving): Promise<Sent> {
    const { to, reply } = outgoing;
    if (reply.unaskedUntil !== undefined) return this.#invite(outgoing);
    const { template } = this.#parts.settings;
    if (!template || to.isGroup) return { type: 'closed' };
    const answer = await this.#post(writeTemplate(to, template, reply));
    await this.#noteTemplate(answer);
    const sent = this.#judge(answer, outgoing);
    return sent.type === 'wait' ? sent : { type: 'closed', code: sent.code };
  }

  /** Invites a subscriber by template, instead of sending the unasked message now. */
  async #invite(outgoing: Leaving): Promise<Sent> {
    const { invitation } = this.#parts.settings;
    if (!invitation) return { type: 'refused', reason: 'the 24 hours are over' };
    const answer = await this.#post(writeTemplate(outgoing.to, invitation, outgoing.reply));
    const code = await this.#noteTemplate(answer);
    if (code !== undefined) {
      return { type: 'refused', reason: `error ${code}`, code: countedCode(code) };
    }
    return closedOr(this.#judge(answer, outgoing));
  }

  /** Records whether the template works; returns the code of a refusal. */
  async #noteTemplate(answer: GraphAnswer): Promise<number | undefined> {
    if (answer.type === 'ok') await this.#parts.quality.count(1);
    const fault = answer.type === 'error' ? answer.fault : undefined;
    if (fault !== undefined && !isTemplateError(fault.code)) return undefined;
    this.#parts.number.noteTemplate(fault?.code);
    if (fault) this.#parts.watch.tellRefused(fault);
    return fault?.code;
  }

  #post(body: object): Promise<GraphAnswer> {
    return post(this.#parts.settings, `${this.#parts.settings.numberId}/messages`, body);
  }

  #judge(answer: GraphAnswer, outgoing: Leaving): Judged {
    switch (answer.type) {
      case 'ok': {
        this.#parts.number.recover();
        const reference = referenceOf(answer.body);
        return reference === undefined ? { type: 'accepted' } : { type: 'accepted', reference };
      }
      case 'silent':
        this.#parts.number.hearNothing();
        return this.#parts.number.isAway ? { type: 'unsure', isTried: false } : { type: 'unsure' };
      case 'unreachable':
        return { type: 'wait', ms: this.#parts.number.backOff() };
      case 'error':
        return { ...this.#refuse(answer.fault, outgoing), code: countedCode(answer.fault.code) };
    }
  }

  #refuse(fault: Fault, { to, attempts }: Leaving): Judged {
    const who = to.sender;
    const action = this.#parts.number.meet(fault, { who, by: 'answer' });
    if (isLoss(action)) this.#parts.watch.tellRefused(fault);
    switch (action) {
      case 'slower':
        return { type: 'wait', ms: this.#parts.number.backOff() };
      case 'spare':
        return { type: 'wait', ms: SPARE_MS };
      case 'closed':
        return { type: 'nudge' };
      case 'hold':
        return { type: 'closed' };
      case 'give-up':
        return { type: 'refused', reason: `error ${fault.code}` };
      case 'pause':
        return { type: 'wait', ms: this.#parts.number.waitMs };
      case 'retry': {
        const slowly = SLOWLY_MS[Math.min(attempts, SLOWLY_MS.length - 1)] ?? 0;
        return { type: 'later', ms: this.#parts.number.isOfReply(fault.code, who) ? 0 : slowly };
      }
    }
  }
}

/** What became of a reply; `nudge` where only a template may go out. */
type Judged = Sent | ({ type: 'nudge' } & Pick<Sent, 'code'>);

type Leaving = Pick<Outgoing, 'to' | 'reply' | 'attempts'>;

/** Holds the reply for its citizen if no template can announce it. */
function closedOr(sent: Judged): Sent {
  return sent.type === 'nudge' ? { ...sent, type: 'closed' } : sent;
}

/** Replaces a reply whose picture, file, form or quote is refused by its text. */
function without({ picture, ...outgoing }: Leaving & Pick<Outgoing, 'picture'>): Leaving {
  const { form: _, quotes: __, ...reply } = outgoing.reply;
  return { ...outgoing, reply: { ...reply, text: picture?.instead ?? reply.text } };
}

/** Whether a refusal may be of a picture, a quote, or a form that Meta has blocked or another account has. */
function mayBePart(fault: Fault): boolean {
  return isPictureError(fault) || isTemplateError(fault.code);
}

/** Returns WhatsApp's id of the message; its receipts carry it. */
export function referenceOf(body: unknown): string | undefined {
  return acceptedSchema.safeParse(body).data?.messages[0]?.id;
}

const acceptedSchema = z.looseObject({ messages: z.array(z.looseObject({ id: z.string() })) });

/** WhatsApp's id of a picture, or why there is none. */
type Uploaded = { type: 'ready'; id: string } | Exclude<GraphAnswer, { type: 'ok' }>;

/** WhatsApp keeps uploads for 30 days; one day avoids most uploads. */
const KEPT_MS = 24 * 3_600_000;
const MOST = 200;

/** Uploads pictures to WhatsApp, once a day for all citizens. */
export class Uploads {
  readonly #graph: GraphSettings & { numberId: string };
  readonly #now: () => number;
  readonly #kept = new Map<string, { until: number; uploaded: Promise<Uploaded> }>();

  constructor(graph: GraphSettings & { numberId: string }, now: () => number) {
    this.#graph = graph;
    this.#now = now;
  }

  /** Returns the id of a picture after its upload; the next call repeats a failed upload. */
  async find(picture: Picture): Promise<Uploaded> {
    const key = createHash('sha256').update(picture.bytes).digest('base64');
    const kept = this.#kept.get(key);
    if (kept && kept.until > this.#now()) return kept.uploaded;
    const uploaded = this.#upload(picture);
    keepRecent(this.#kept, [key, { until: this.#now() + KEPT_MS, uploaded }], MOST);
    const result = await uploaded;
    const isOurs = this.#kept.get(key)?.uploaded === uploaded;
    if (result.type !== 'ready' && isOurs) this.#kept.delete(key);
    return result;
  }

  /** Drops all ids, because WhatsApp refused one. */
  forget(): void {
    this.#kept.clear();
  }

  async #upload({ name, mime, bytes }: Picture): Promise<Uploaded> {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', mime);
    form.set('file', new Blob([Buffer.from(bytes)], { type: mime }), name);
    const answer = await upload(this.#graph, `${this.#graph.numberId}/media`, form);
    if (answer.type !== 'ok') return answer;
    const { data } = uploadedSchema.safeParse(answer.body);
    return data ? { type: 'ready', id: data.id } : { type: 'silent' };
  }
}

const uploadedSchema = z.looseObject({ id: z.string() });
