import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const sourceSchema = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** What each fact-check was when it was last taken from there. */
  rows: z.record(z.string(), z.string()),
});
export type SourceMemory = z.infer<typeof sourceSchema>;

const memorySchema = z.record(z.string(), sourceSchema);

/** What was last taken from each source, so that asking again is cheap and undoes no reviewer's change. */
export class ImportMemory {
  readonly #path: string;
  #sources: Record<string, SourceMemory> = {};

  constructor(path: string) {
    this.#path = path;
  }

  /** The memory in a file; one that is missing or cannot be read is empty. */
  static async open(path: string): Promise<ImportMemory> {
    const memory = new ImportMemory(path);
    const text = await readFile(path, 'utf8').catch(() => '{}');
    memory.#sources = memorySchema.catch({}).parse(parse(text));
    return memory;
  }

  of(source: string): SourceMemory {
    return this.#sources[source] ?? { rows: {} };
  }

  async keep(source: string, memory: SourceMemory): Promise<void> {
    this.#sources[source] = memory;
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    const draft = `${this.#path}.${process.pid}`;
    await writeFile(draft, JSON.stringify(this.#sources), { mode: 0o600 });
    await rename(draft, this.#path);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
