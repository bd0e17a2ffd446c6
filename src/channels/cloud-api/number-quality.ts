import { z } from 'zod';
import type { DocumentStore } from '../../ports/desk-store.ts';
import { countTemplates } from '../../services/messaging/count-templates.ts';
import { noteNotice } from '../../services/messaging/number-notices.ts';
import { get } from './graph.ts';
import type { CloudApiSettings } from './settings.ts';

const FRESH_MS = 5 * 60_000;
/** With the look of the monitor, an operator knows of a change within a minute. */
const TENSE_MS = 40_000;
/** How long after an alarm a number is looked at so often. */
const TENSE_FOR_MS = 3_600_000;
/** The rest of the day's limit is left to news that citizens asked for. */
const UNASKED_SHARE = 0.8;

/** Messages a second that Meta lets a number have, both ways; read on 2026-11-28 in developers.facebook.com/docs/whatsapp/throughput. */
const MESSAGES_PER_SECOND = { usual: 80, raised: 1000, alsoInApp: 20 };
/** The rest is what citizens write. */
const ANSWERS_SHARE = 0.5;

const word = z.string().optional().catch(undefined);
const statusSchema = z.looseObject({
  throughput: z.looseObject({ level: word }).optional().catch(undefined),
  is_on_biz_app: z.boolean().optional().catch(undefined),
  quality_rating: word,
  display_phone_number: word,
  whatsapp_business_manager_messaging_limit: word,
});
const TOPICS = { RED: 'quality-red', YELLOW: 'quality-yellow', GREEN: 'quality-green' } as const;
const ratingSchema = z.enum(['RED', 'YELLOW', 'GREEN']).catch('GREEN');

interface QualityParts {
  settings: CloudApiSettings;
  way: string;
  documents: DocumentStore | undefined;
  isElectionNear?: ((now: number) => boolean) | undefined;
  now(): number;
}

/** Follows Meta's rating of a number and its daily limit, on which unasked messages depend. */
export class NumberQuality {
  readonly #parts: QualityParts;
  #askedAt = Number.NEGATIVE_INFINITY;
  #tenseUntil = 0;
  #rating: keyof typeof TOPICS = 'GREEN';
  #limit = Number.POSITIVE_INFINITY;
  #messagesPerSecond = MESSAGES_PER_SECOND.usual;
  #looking = Promise.resolve();

  constructor(parts: QualityParts) {
    this.#parts = parts;
  }

  /** How many messages a second may leave the number, by what Meta last said of it. */
  get sendsPerSecond(): number {
    return this.#messagesPerSecond * ANSWERS_SHARE;
  }

  /** Makes the next look ask Meta, because something has changed. */
  lookAgain(): void {
    this.#askedAt = Number.NEGATIVE_INFINITY;
    this.#tenseUntil = this.#parts.now() + TENSE_FOR_MS;
  }

  /** Asks Meta for the rating, unless it was asked some minutes ago; keeps a change for the operator. */
  look(): Promise<void> {
    const now = this.#parts.now();
    const age = now - this.#askedAt;
    const isTense = this.#rating !== 'GREEN' || now < this.#tenseUntil;
    const freshMs = isTense || this.#parts.isElectionNear?.(now) ? TENSE_MS : FRESH_MS;
    if (age >= 0 && age < freshMs) return this.#looking;
    this.#askedAt = now;
    this.#looking = this.#ask();
    return this.#looking;
  }

  async #ask(): Promise<void> {
    const { settings, documents, now } = this.#parts;
    const fields = Object.keys(statusSchema.shape).join(',');
    const answer = await get(settings, `${settings.numberId}?fields=${fields}`);
    const status = statusSchema.safeParse(answer.type === 'ok' ? answer.body : undefined).data;
    if (!status) return;
    const { usual, raised, alsoInApp } = MESSAGES_PER_SECOND;
    const isRaised = status.throughput?.level === 'HIGH';
    this.#messagesPerSecond = status.is_on_biz_app ? alsoInApp : isRaised ? raised : usual;
    const before = this.#rating;
    this.#rating = ratingSchema.parse(status.quality_rating);
    this.#limit = limitOf(status.whatsapp_business_manager_messaging_limit ?? '');
    if (!documents || this.#rating === before) return;
    const of = (status.display_phone_number ?? '').replace(/\D/g, '');
    await noteNotice({ store: { documents } }, { topic: TOPICS[this.#rating], of, at: now() });
  }

  /** Says why a message that nobody asked for must not be sent now; undefined if it may. */
  async objection(isTemplate: boolean): Promise<string | undefined> {
    await this.look();
    if (this.#rating !== 'GREEN') return `the quality of the number is ${this.#rating}`;
    const isNear = isTemplate && (await this.count(0)) >= this.#limit * UNASKED_SHARE;
    return isNear ? "the day's limit is near" : undefined;
  }

  /** Counts templates that were sent; returns those of the last 24 hours. */
  async count(more: number): Promise<number> {
    const { documents, way, now } = this.#parts;
    return documents ? countTemplates({ store: { documents } }, { way, now: now(), more }) : 0;
  }
}

/** Reads a limit such as `TIER_2K`; any other has no end. */
function limitOf(tier: string): number {
  const [, digits = Number.POSITIVE_INFINITY, thousands] = /^TIER_(\d{1,6})(K?)$/.exec(tier) ?? [];
  return Number(digits) * (thousands === 'K' ? 1000 : 1);
}
