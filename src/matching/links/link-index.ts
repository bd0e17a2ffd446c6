import type { SnapshotReader } from '../snapshot-reader.ts';
import type { SnapshotWriter } from '../snapshot-writer.ts';

/** Pages that documents name, in canonical form, and the documents that name each. */
export class LinkIndex {
  private readonly pages = new Map<string, string[]>();
  private readonly links = new Map<string, readonly string[]>();

  static open(reader: SnapshotReader): LinkIndex {
    const index = new LinkIndex();
    const ids = reader.strings();
    const pages = reader.strings();
    for (const [at, id] of ids.entries()) index.put(id, (pages[at] ?? '').split('\n'));
    return index;
  }

  save(writer: SnapshotWriter): void {
    writer.strings([...this.links.keys()]);
    writer.strings([...this.links.values()].map((pages) => pages.join('\n')));
  }

  /** Replaces the pages of a document. */
  put(id: string, pages: readonly string[]): void {
    this.remove(id);
    if (pages.length === 0) return;
    this.links.set(id, pages);
    for (const page of pages) {
      const ids = this.pages.get(page);
      if (ids) ids.push(id);
      else this.pages.set(page, [id]);
    }
  }

  remove(id: string): void {
    for (const page of this.links.get(id) ?? []) {
      const left = this.pages.get(page)?.filter((each) => each !== id) ?? [];
      if (left.length > 0) this.pages.set(page, left);
      else this.pages.delete(page);
    }
    this.links.delete(id);
  }

  /** Returns the documents that name a page. */
  find(page: string): readonly string[] {
    return this.pages.get(page) ?? [];
  }
}
