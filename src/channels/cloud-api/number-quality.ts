import { z } from 'zod';
import type { DocumentStore } from '../../ports/desk-store.ts';
import { countOfDay, countTemplate } from '../../services/messaging/count-templates.ts';
import { noteNotice } from '../../services/messaging/number-notices.ts';
import { get } from './graph.ts';
import type { CloudApiSettings } from './settings.ts';

const FRESH_MS = 5 * 60_000;
/** The rest of the day's limit is left to news that citizens asked for. */
const UNASKED_SHARE = 0.8;

const statusSchema = z.looseObject({
  quality_rating: z.string().optional().catch(undefined),
  display_phone_number: z.string().optional().catch(undefined),
  whatsapp_business_manager_messaging_limit: z.string().optional().catch(undefined),
});

/** Dependencies of the quality of a number. */
interface QualityParts {
  settings: CloudApiSettings;
  way: string;
  documents: DocumentStore | undefined;
  now(): number;
}

const TOPICS = new Map([
  ['RED', 'quality-red'],
  ['YELLOW', 'quality-yellow'],
  ['GREEN', 'quality-green'],
] as const);

/** Follows Meta's rating of a number and its daily limit, on which unasked messages depend. */
export class NumberQuality {
  readonly #parts: QualityParts;
  #askedAt = Number.NEGATIVE_INFINITY;
  #rating: string | undefined;
  #limit: number | undefined;

  constructor(parts: QualityParts) {
    this.#parts = parts;
  }

  /** Makes the next look ask Meta, because something has changed. */
  lookAgain(): void {
    this.#askedAt = Number.NEGATIVE_INFINITY;
  }

  /** Asks Meta for the rating, unless it was asked some minutes ago; keeps a change for the operator. */
  async look(): Promise<void> {
    const { settings, documents, now } = this.#parts;
    const age = now() - this.#askedAt;
    if (age >= 0 && age < FRESH_MS) return;
    this.#askedAt = now();
    const fields = Object.keys(statusSchema.shape).join(',');
    const answer = await get(settings, `${settings.numberId}?fields=${fields}`);
    const status = answer.type === 'ok' ? statusSchema.safeParse(answer.body).data : undefined;
    if (!status) return;
    const before = this.#rating;
    this.#rating = status.quality_rating;
    this.#limit = limitOf(status.whatsapp_business_manager_messaging_limit ?? '');
    const topic = TOPICS.get(this.#rating as 'RED'); // any other name is not in the table
    const isNews = this.#rating !== before && (before !== undefined || topic !== 'quality-green');
    if (!documents || !topic || !isNews) return;
    const of = (status.display_phone_number ?? '').replace(/\D/g, '');
    await noteNotice({ store: { documents } }, { topic, of, at: now() });
  }

  /** Says why a message that nobody asked for must not be sent now; undefined if it may. */
  async objection(isTemplate: boolean): Promise<string | undefined> {
    await this.look();
    if (this.#rating === 'RED' || this.#rating === 'YELLOW') {
      return `the quality of the number is ${this.#rating}`;
    }
    const { documents, way, now } = this.#parts;
    if (!isTemplate || !documents || this.#limit === undefined) return undefined;
    const sent = await countOfDay({ store: { documents } }, way, now());
    return sent >= this.#limit * UNASKED_SHARE ? "the day's limit is near" : undefined;
  }

  /** Counts a template that was sent. */
  async noteTemplate(): Promise<void> {
    const { documents, way, now } = this.#parts;
    if (documents) await countTemplate({ store: { documents } }, way, now());
  }
}

/** Reads a limit such as `TIER_2K`; undefined where there is none. */
function limitOf(tier: string): number | undefined {
  const [, digits, thousands] = /^TIER_(\d{1,6})(K?)$/.exec(tier) ?? [];
  return digits === undefined ? undefined : Number(digits) * (thousands === 'K' ? 1000 : 1);
}
