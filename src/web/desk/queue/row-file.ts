import type { QueueEntry } from '../../../services/cases/queue.ts';
import { showLength } from '../../../ui-text/describe-support.ts';
import { html, type Part } from '../../shared/html.ts';
import { can } from '../case/case-outcome.ts';
import type { KnownVisit } from '../desk.ts';

/** A small picture of a file, and how long it lasts, by the ticket of its case. */
export type ShownFiles = ReadonlyMap<string, Part>;

/** What the rows of some cases show of their first files. */
export async function showFiles(
  visit: KnownVisit,
  entries: readonly QueueEntry[],
): Promise<ShownFiles> {
  const { media } = visit.desk.deps.store;
  const shown = entries.map(async ({ case: { ticket }, file }) => {
    const read = file && (await media.evidenceOf(file.sha256));
    const small = can(visit, 'see-media') ? read?.thumbnail : undefined;
    return [
      ticket,
      html`${small && html`<img class="thumb" src="data:image/webp;base64,${small}" alt="">`}${read?.seconds !== undefined && html` ${showLength(read.seconds)}`}`,
    ] as const;
  });
  return new Map(await Promise.all(shown));
}
