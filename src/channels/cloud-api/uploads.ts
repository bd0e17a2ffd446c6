import { createHash } from 'node:crypto';
import { z } from 'zod';
import { keepRecent } from '../../domain/text/keep-recent.ts';
import type { Picture } from '../../ports/card-renderer.ts';
import { type GraphAnswer, type GraphSettings, upload } from './graph.ts';

/** WhatsApp's id of a picture, or why there is none. */
export type Uploaded = { type: 'ready'; id: string } | Exclude<GraphAnswer, { type: 'ok' }>;

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
