import { filesOf } from '../../../domain/cases/case.ts';
import { sendFile } from '../../shared/send-file.ts';
import type { KnownVisit } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { partOf } from '../read-form.ts';
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

/** Sends a file of a case; a file that no tip of the case has is not there. */
export async function sendMedia(visit: KnownVisit): Promise<void> {
  const { desk, request, response } = visit;
  const { cases, media } = desk.deps.store;
  const sha256 = partOf(request, 'sha256');
  const found = await cases.byTicket(partOf(request, 'ticket'));
  const tips = found ? await cases.tipsOf(found.id) : [];
  const isHere = tips.some((tip) => filesOf(tip).some((file) => file.sha256 === sha256));
  const file = isHere ? await media.read(sha256) : undefined;
  if (!file) return sendMissing(visit, visit.words.case.mediaGone);
  const isShown = kindOfMedia(file.mime) !== 'other';
  sendFile(response, file.bytes, isShown ? { mime: plainType(file.mime) } : { name: 'berkas' });
}

function plainType(mime: string): string {
  return mime.toLowerCase().split(';')[0]?.trim() ?? '';
}
