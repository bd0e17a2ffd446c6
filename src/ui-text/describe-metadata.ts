import type { FileMetadata } from '../domain/messages/evidence.ts';
import { showDay } from './format-time.ts';
import type { Language, Words } from './ui-text.ts';

/** What a picture or film says of its making, a line each, with what that is worth. */
export function describeMetadata(
  { camera, takenAt, software, place, hasManifest }: FileMetadata,
  { metadata: say }: Pick<Words['case'], 'metadata'>,
  language: Language,
): string[] {
  const [day, clock = ''] = takenAt?.split('T') ?? [];
  const lines = [
    camera && say.camera(camera),
    day && say.taken(showDay(day, language), clock.replace('Z', ' UTC')),
    software && say.software(software),
    place && say.place(`${place.latitude}, ${place.longitude}`),
    hasManifest && say.manifest,
  ].filter((line) => typeof line === 'string');
  return lines.length > 0 ? [...lines, say.unsure] : [say.none];
}
