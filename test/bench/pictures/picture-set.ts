import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BaseKind, basePictures } from './base-pictures.ts';
import { EDITS, type EditKind, edit } from './edit-pictures.ts';

/** The pictures of a run, made once into a folder: `list.json`, the bases `b0.jpg` …, the edits `q0-crop.jpg` …  */
export class PictureSet {
  private readonly folder: string;
  readonly bases: readonly { n: number; id: string; kind: BaseKind }[];

  private constructor(folder: string) {
    this.folder = folder;
    this.bases = JSON.parse(readFileSync(join(folder, 'list.json'), 'utf8'));
  }

  static async open(folder: string): Promise<PictureSet> {
    if (!existsSync(join(folder, 'list.json'))) await make(folder);
    return new PictureSet(folder);
  }

  base(n: number): Uint8Array {
    return readFileSync(join(this.folder, `b${n}.jpg`));
  }

  /** All edits with the number of the picture they were made from. */
  get queries(): { n: number; kind: EditKind }[] {
    return this.bases.flatMap(({ n }) => editsOf(n).map((kind) => ({ n, kind })));
  }

  query({ n, kind }: { n: number; kind: EditKind }): Uint8Array {
    return readFileSync(join(this.folder, `q${n}-${kind}.jpg`));
  }
}

const KINDS = Object.keys(EDITS) as EditKind[]; // the keys of that very object

/** Six of the eight edits, others for the next picture. */
function editsOf(n: number): EditKind[] {
  return KINDS.map((_, at) => KINDS[(n * 6 + at) % KINDS.length] ?? 'crop').slice(0, 6);
}

async function make(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const list: unknown[] = [];
  for await (const { id, kind, bytes } of basePictures()) {
    const n = list.push({ n: list.length, id, kind }) - 1;
    writeFileSync(join(folder, `b${n}.jpg`), bytes);
    for (const [at, edited] of editsOf(n).entries()) {
      const made = await edit(edited, bytes, n * 100 + at);
      writeFileSync(join(folder, `q${n}-${edited}.jpg`), made);
    }
  }
  writeFileSync(join(folder, 'list.json'), JSON.stringify(list));
}
