import { type FilePrints, framesOf, printBytes, soundOf } from './file-prints.ts';
import { countVotes } from './films/film-votes.ts';
import type { Doubt, FileHit, Grip } from './match.ts';
import { type Found, PictureIndex } from './pictures/picture-index.ts';
import { SnapshotReader, SnapshotWriter } from './snapshot.ts';
import { SURE } from './sounds/find-fit.ts';
import { isHeardIn, judgeSounds } from './sounds/judge-sounds.ts';
import { SoundIndex } from './sounds/sound-index.ts';
import { VoiceIndex } from './sounds/voice-index.ts';

/** Evidence of documents besides words: fingerprints of files, and links. */
export interface Traces {
  files: readonly FilePrints[];
  /** Pages in canonical form. */
  links: readonly string[];
}

/** Index of the pictures, films, sounds and links of documents. */
export class EvidenceIndex {
  private pictures = new PictureIndex();
  private films = new PictureIndex();
  private sounds = new SoundIndex();
  private voices = new VoiceIndex();
  private links = new LinkIndex();

  /** Opens what `save` wrote; throws SnapshotRefused if it cannot be used. */
  static open(bytes: Uint8Array): EvidenceIndex {
    const reader = new SnapshotReader(bytes);
    const index = new EvidenceIndex();
    index.pictures = PictureIndex.open(reader.bytes());
    index.films = PictureIndex.open(reader.bytes());
    index.sounds = SoundIndex.open(reader.bytes());
    index.voices = VoiceIndex.open(reader.bytes());
    index.links = LinkIndex.open(reader);
    return index;
  }

  save(): Uint8Array<ArrayBuffer> {
    const writer = new SnapshotWriter();
    const parts = [this.pictures, this.films, this.sounds, this.voices];
    for (const part of parts) writer.bytes(part.save());
    this.links.save(writer);
    return writer.seal();
  }

  put(id: string, { files, links }: Traces): void {
    this.remove(id);
    this.links.put(id, links);
    const pictures = files.map(({ hashes }) => printBytes(hashes));
    const frames = files.flatMap((file) => framesOf(file.frames));
    putHashes(this.pictures, id, pictures);
    putHashes(this.films, id, frames);
    const sounds = files.filter(({ sound }) => sound);
    for (const [at, { sound, voice, speaks }] of sounds.entries()) {
      this.sounds.put(soundId(id, at), soundOf(sound));
      if (voice && speaks) this.voices.put(soundId(id, at), soundOf(voice));
    }
  }

  remove(id: string): void {
    this.links.remove(id);
    this.pictures.remove(id);
    this.films.remove(id);
    for (let at = 0; this.sounds.size > 0 && at < MOST_FILES; at++) {
      this.sounds.remove(soundId(id, at));
      this.voices.remove(soundId(id, at));
    }
  }

  /** Finds pictures that may be the same despite crops and overlays, for a comparison by points. */
  nearPictures(hashes: Uint8Array): string[] {
    return this.pictures.find(hashes, MOST_NEAR, NEAR).map(({ id }) => id);
  }

  /** Returns the documents with some of this evidence, at most once per kind. */
  find({ files, links }: Traces): FileHit[] {
    const found = files.flatMap((file) => [
      ...this.findPicture(printBytes(file.hashes)),
      ...this.findRecording(file),
    ]);
    return strongest([...found, ...links.flatMap((link) => this.findLink(link))]);
  }

  private findPicture(hashes: Uint8Array): FileHit[] {
    if (hashes.length === 0) return [];
    const same = this.pictures.find(hashes, MOST_FOUND).map(({ id, distance }) =>
      hit(id, 'picture', {
        grip: distance <= SAME ? 'sure' : 'perhaps',
        alike: likeness(distance),
      }),
    );
    // A picture may be a frame of a film.
    const taken = this.films
      .find(hashes, MOST_FOUND, SAME)
      .map(({ id, distance }) => hit(id, 'film', { grip: 'likely', alike: likeness(distance) }));
    return [...same, ...taken];
  }

  /** Pictures and sound of a film must lead to the same document, or neither answers. */
  private findRecording(file: FilePrints): FileHit[] {
    const { frames, sound, pitches, speaks = false } = file;
    const films = this.findFilm(file);
    const plain = owned(this.sounds.find(soundOf(sound), MOST_FOUND));
    const isKnown = !speaks || plain.some(({ score }) => score >= SURE);
    const stored = isKnown
      ? plain
      : [...plain, ...owned(this.voices.find(soundOf(pitches), MOST_FOUND))];
    const sounds = judgeSounds(stored, speaks);
    if (!frames) return sounds;
    const seen = new Set(films.map(({ id }) => id));
    const heard = new Set(stored.filter(isHeardIn).map(({ document }) => document));
    const saysMore = speaks && sound !== undefined;
    return [
      ...films.map((film) => (saysMore && !heard.has(film.id) ? doubted(film, 'sound') : film)),
      ...sounds.map((each) => (seen.has(each.id) ? each : doubted(each, 'pictures'))),
    ];
  }

  private findFilm({ frames: print, seconds }: FilePrints): FileHit[] {
    const frames = framesOf(print);
    return [this.films, this.pictures].flatMap((index) => {
      const seen = frames.map((hashes) =>
        hashes.length > 0 ? index.find(hashes, MOST_FOUND, NEAR_FRAME) : undefined,
      );
      return countVotes(seen.filter((frame) => frame !== undefined))
        .filter(({ share, frames: count }) => share >= LEAST_SHARE && count >= LEAST_FRAMES)
        .map(({ id, share }) => ({
          ...hit(id, 'film', { grip: share >= SURE_SHARE ? 'sure' : 'likely', alike: share }),
          span: seconds ? spanOf(seen, id, seconds) : undefined,
        }));
    });
  }

  /** A page that many documents name, such as a form or a profile, supports none of them. */
  private findLink(link: string): FileHit[] {
    const ids = this.links.find(link);
    const grip: Grip = ids.length === 1 ? 'likely' : 'perhaps';
    return ids.slice(0, MOST_FOUND).map((id) => hit(id, 'link', { grip, alike: 1 }));
  }
}

const MOST_FOUND = 10;
/** Limits for candidates of a comparison by points: bits, and number. */
const NEAR = 100;
const MOST_NEAR = 50;
/** Frames are taken from no more of a film. */
const MOST_SECONDS = 600;
/** Maximum of files per fact-check; see claimFileSchema. */
const MOST_FILES = 20;
/** Most bits of 256 in which hashes of one picture differ; see docs/media.md. */
const SAME = 31;
/** Frames are many, and each has only one vote. */
const NEAR_FRAME = 45;
/** A film is recognised from this share of frames, and at least two of them. */
const LEAST_SHARE = 0.2;
const SURE_SHARE = 0.5;
const LEAST_FRAMES = 2;

function putHashes(index: PictureIndex, id: string, parts: readonly Uint8Array[]): void {
  const hashes = new Uint8Array(Buffer.concat(parts));
  if (hashes.length > 0) index.put(id, hashes);
}

/** From and to which second the frames of a film, evenly taken, look like those of a document. */
function spanOf(seen: readonly (readonly Found[] | undefined)[], id: string, seconds: number) {
  const step = Math.min(seconds, MOST_SECONDS) / seen.length;
  const places = seen.flatMap((frame, at) => (frame?.some((each) => each.id === id) ? at : []));
  return [step * (places[0] ?? 0), step * ((places.at(-1) ?? 0) + 1)] as const;
}

function likeness(distance: number): number {
  return 1 - distance / 256;
}

function hit(id: string, type: FileHit['type'], found: Pick<FileHit, 'grip' | 'alike'>): FileHit {
  return { id, type, ...found };
}

function soundId(id: string, at: number): string {
  return `${id}\0${at}`;
}

/** Tells each find's document, and which of its sounds it is. */
function owned<Hit extends { id: string }>(found: readonly Hit[]) {
  return found.map((each) => {
    const [document = '', sound] = each.id.split('\0');
    return { ...each, document, sound: Number(sound) };
  });
}

/** Marks a find as doubtful, so that it asks; a weak find stays unchanged. */
export function doubted(found: FileHit, doubt: Doubt): FileHit {
  if (found.grip === 'perhaps' || found.doubt !== undefined) return found;
  return { ...found, grip: 'likely', doubt };
}

const STRENGTH: Readonly<Record<Grip, number>> = { sure: 2, likely: 1, perhaps: 0 };

/** Returns the strongest of several finds of one kind for a document. */
export function strongest(hits: readonly FileHit[]): FileHit[] {
  const best = new Map<string, FileHit>();
  for (const found of hits) {
    const key = `${found.type} ${found.id}`;
    const known = best.get(key);
    if (!known || isStronger(found, known)) best.set(key, found);
  }
  return [...best.values()].sort((a, b) => (isStronger(a, b) ? -1 : 1));
}

function strengthOf({ grip, doubt }: FileHit): number {
  return STRENGTH[grip] + (doubt === undefined ? 0.5 : 0);
}

function isStronger(a: FileHit, b: FileHit): boolean {
  const difference = strengthOf(a) - strengthOf(b);
  return difference > 0 || (difference === 0 && a.alike > b.alike);
}

/** Pages that documents name, in canonical form, and the documents that name each. */
class LinkIndex {
  /** The documents of each page and the pages of each document; as text they take half of what lists take. */
  private readonly pages = new Map<string, string>();
  private readonly links = new Map<string, string>();

  static open(reader: SnapshotReader): LinkIndex {
    const index = new LinkIndex();
    const ids = reader.strings();
    const pages = reader.strings();
    for (const [at, id] of ids.entries()) index.put(id, (pages[at] ?? '').split('\n'));
    return index;
  }

  save(writer: SnapshotWriter): void {
    writer.strings([...this.links.keys()]);
    writer.strings([...this.links.values()]);
  }

  put(id: string, pages: readonly string[]): void {
    this.remove(id);
    if (pages.length === 0) return;
    this.links.set(id, pages.join('\n'));
    for (const page of pages) {
      const ids = this.pages.get(page);
      this.pages.set(page, ids === undefined ? id : `${ids}\0${id}`);
    }
  }

  remove(id: string): void {
    for (const page of this.links.get(id)?.split('\n') ?? []) {
      const left = this.find(page).filter((each) => each !== id);
      if (left.length > 0) this.pages.set(page, left.join('\0'));
      else this.pages.delete(page);
    }
    this.links.delete(id);
  }

  find(page: string): readonly string[] {
    return this.pages.get(page)?.split('\0') ?? [];
  }
}
