import type { Tip } from '../domain/cases/case.ts';
import { EvidenceIndex } from '../matching/evidence-index.ts';
import type { FilePrints } from '../matching/file-prints.ts';
import type { MediaStore } from './store.ts';

/** Files by which a case can be found. */
const MOST_FILES = 8;

/** Where what was read of files is kept. */
export type EvidenceKeeper = Pick<MediaStore, 'evidenceOf'>;

/** What the files of open cases look or sound like. */
export class CaseFiles {
  readonly #media: EvidenceKeeper | undefined;
  readonly #index = new EvidenceIndex();
  readonly #prints = new Map<string, readonly FilePrints[]>();

  constructor(media: EvidenceKeeper | undefined) {
    this.#media = media;
  }

  /** Cases with one of these files for sure, the best first. */
  find(files: readonly FilePrints[]): string[] {
    const hits = this.#index.find({ files, links: [] });
    return hits.flatMap(({ id, grip }) => (grip === 'sure' ? id : []));
  }

  /** Makes a case findable by the files of one more tip. */
  async learn({ case: id, media }: Pick<Tip, 'case' | 'media'>): Promise<void> {
    const found: FilePrints[] = [];
    for (const { sha256 } of media) {
      const evidence = this.hasRoom(id) && (await this.#media?.evidenceOf(sha256));
      if (evidence) found.push(evidence.kept);
    }
    this.add(id, found);
  }

  /** Whether a case can be found by more files than it is by now. */
  hasRoom(id: string): boolean {
    return (this.#prints.get(id) ?? []).length < MOST_FILES;
  }

  /** Forgets a case; returns by what it was found. */
  forget(id: string): readonly FilePrints[] {
    const prints = this.#prints.get(id) ?? [];
    this.#prints.delete(id);
    this.#index.remove(id);
    return prints;
  }

  /** Lets a case be found by files more. */
  add(id: string, prints: readonly FilePrints[]): void {
    if (prints.length === 0) return;
    const files = [...(this.#prints.get(id) ?? []), ...prints].slice(0, MOST_FILES);
    this.#prints.set(id, files);
    this.#index.put(id, { files, links: [] });
  }
}
