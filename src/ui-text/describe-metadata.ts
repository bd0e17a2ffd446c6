import type { FileMetadata } from '../domain/messages/file-metadata.ts';
import { showDay, showHour, showTime } from './format-time.ts';
import type { Language, Words } from './ui-text.ts';

/** What a picture or film says of how it was made, a line each, with what that is worth; nothing where nobody looked. */
export function describeMetadata(
  metadata: FileMetadata | undefined,
  { metadata: say }: Pick<Words['case'], 'metadata'>,
  language: Language,
): string[] {
  if (!metadata) return [];
  const { camera, takenAt, software, place, hasManifest } = metadata;
  const lines = [
    camera && say.camera(camera),
    takenAt && say.taken(showTaken(takenAt, language)),
    software && say.software(software),
    place && say.place(`${place.latitude}, ${place.longitude}`),
    hasManifest && say.manifest,
  ].filter((line) => typeof line === 'string');
  return lines.length === 0 ? [say.none] : [...lines, say.unsure];
}

function showTaken(takenAt: string, language: Language): string {
  if (takenAt.endsWith('Z')) return showTime(Date.parse(takenAt), language);
  const [day, hour = '', minute = ''] = takenAt.split(/[T:]/);
  return `${showDay(day, language)}, ${showHour(Number(hour) * 60 + Number(minute), language)}`;
}
