import { filesOf } from '../../../domain/cases/case.ts';
import { sendFile } from '../../shared/send-file.ts';
import type { KnownVisit } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { askedFor, partOf } from '../read-form.ts';
import shown from './media.json' with { type: 'json' };

const SHOWN: ReadonlyMap<string, 'image' | 'audio' | 'video'> = new Map(
  (['image', 'audio', 'video'] as const).flatMap((kind) =>
    shown[kind].map((type) => [`${kind}/${type}`, kind] as const),
  ),
);

/** How a file can be shown; whatever a page could run is only ever downloaded. */
export function kindOfMedia(mime: string): 'image' | 'audio' | 'video' | 'other' {
  return SHOWN.get(plainType(mime)) ?? 'other';
}

/** Sends a file of a case, or of a fact-check that it is compared with; a file that neither has is not there. */
export async function sendMedia(visit: KnownVisit): Promise<void> {
  const { desk, request, response } = visit;
  const { cases, factChecks, media } = desk.deps.store;
  const sha256 = partOf(request, 'sha256');
  const found = await cases.byTicket(partOf(request, 'ticket'));
  const tips = found ? await cases.tipsOf(found.id) : [];
  const compared = found && (await factChecks.get(askedFor(request, 'factCheck')));
  const files = [...tips.flatMap(filesOf), ...(compared?.files ?? [])];
  const isHere = files.some((file) => file.sha256 === sha256);
  const file = isHere ? await media.read(sha256) : undefined;
  if (!file) return sendMissing(visit, visit.words.case.mediaGone);
  const isShown = kindOfMedia(file.mime) !== 'other';
  sendFile(response, file.bytes, isShown ? { mime: plainType(file.mime) } : { name: 'berkas' });
}

function plainType(mime: string): string {
  return mime.toLowerCase().split(';')[0]?.trim() ?? '';
}
