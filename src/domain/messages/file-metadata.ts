import { z } from 'zod';

const MOST = 80;
const textSchema = z.string().max(MOST).optional();

/** What a picture or film says of how it was made; anyone could have written or changed it. */
export const fileMetadataSchema = z.object({
  camera: textSchema,
  software: textSchema,
  /** On the clock of the camera, `2024-03-12T10:15`; with a `Z` where it is UTC. */
  takenAt: textSchema,
  place: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  /** Whether it carries a C2PA manifest, which nobody has verified here. */
  hasManifest: z.boolean().optional(),
});
export type FileMetadata = z.infer<typeof fileMetadataSchema>;

/** Texts as they stand in a file, and a place in degrees. */
export interface RawMetadata
  extends Partial<Record<'make' | 'model' | 'software' | 'taken', string | undefined>> {
  place?: FileMetadata['place'];
}

/** Keeps what a file can truly say of itself: short texts without control codes, real times and places. */
export function toFileMetadata({ place, taken, ...raw }: RawMetadata): FileMetadata {
  const [make, model, software] = [raw.make, raw.model, raw.software].map(plain);
  const camera = model?.startsWith(make ?? '') ? model : plain(`${make ?? ''} ${model ?? ''}`);
  return {
    camera,
    software,
    takenAt: timeOf(taken),
    place: place && isReal(place) ? place : undefined,
  };
}

function plain(text = ''): string | undefined {
  return (
    text
      .slice(0, MOST)
      .replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '')
      .trim() || undefined
  );
}

/** EXIF writes `2024:03:12 10:15:00`, a film `2024-03-12T10:15:00Z`; a clock that was never set says 0000, 1904 or 1970. */
function timeOf(text = ''): string | undefined {
  const written =
    /^(199\d|2\d{3})[:-](0[1-9]|1[0-2])[:-](0[1-9]|[12]\d|3[01])[ T]([01]\d|2[0-3]):([0-5]\d)/;
  const [whole, year, month, day, hour, minute] = written.exec(text) ?? [];
  return whole && `${year}-${month}-${day}T${hour}:${minute}${text.endsWith('Z') ? 'Z' : ''}`;
}

/** Whether it is on earth and not the point that a phone writes which knows of none. */
function isReal({ latitude, longitude }: NonNullable<FileMetadata['place']>): boolean {
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isOnEarth && (latitude !== 0 || longitude !== 0);
}
