import { z } from 'zod';
import type { Settings } from '../../domain/settings/settings.ts';
import type { DocumentStore } from '../../ports/desk-store.ts';
import {
  type Changeable,
  changeableSchema,
  type SettingName,
  settingNames,
  toChangeable,
  toSettings,
} from './changeable.ts';

/** A setting as it holds now, and who has set it, where it does not come from the environment. */
export interface Setting<N extends SettingName = SettingName> {
  name: N;
  value: Changeable[N];
  /** What holds without anybody's change. */
  fallback: Changeable[N];
  /** Counts its changes; a change names the one that it was made on. */
  version: number;
  /** The last change, also where it was to go back to the default. */
  changed?: { by: string; at: number };
  isSetHere: boolean;
}

/** A setting as it is kept; without a value it was given back to the environment. */
export const storedSettingSchema = z.object({
  value: z.unknown().optional(),
  by: z.string(),
  at: z.number(),
});

/** The settings of this process, which follow what operators change in the store. */
export class SettingsRepository {
  /** One object for as long as the process lives; its values change. */
  readonly present: Settings;
  readonly #documents: DocumentStore | undefined;
  readonly #settings: Settings;
  readonly #defaults: Changeable;
  #entries: ReadonlyMap<SettingName, Setting>;

  private constructor(documents: DocumentStore | undefined, defaults: Settings) {
    this.#documents = documents;
    this.#settings = defaults;
    this.present = { ...defaults };
    this.#defaults = toChangeable(defaults);
    this.#entries = this.#read(new Map());
  }

  /** The settings as they hold now; without papers they stay as they are given. */
  static async open(
    documents: DocumentStore | undefined,
    defaults: Settings,
  ): Promise<SettingsRepository> {
    const book = new SettingsRepository(documents, defaults);
    await book.follow();
    return book;
  }

  /** Takes in what was changed, here or by another process. */
  async follow(): Promise<void> {
    if (!this.#documents) return;
    const kept = await this.#documents.list('setting');
    this.#entries = this.#read(new Map(kept.map(({ id, ...document }) => [id, document])));
    const changed = this.all().flatMap(({ name, value, isSetHere }): [string, unknown][] =>
      isSetHere ? [[name, value]] : [],
    );
    const values: Partial<Changeable> = Object.fromEntries(changed); // each was read by its own schema
    Object.assign(this.present, this.#settings, toSettings(values, this.#settings));
  }

  /** Every setting that can be changed. */
  all(): Setting[] {
    return [...this.#entries.values()];
  }

  get(name: SettingName): Setting {
    const found = this.#entries.get(name);
    if (!found) throw new Error(`there is no setting ${name}`);
    return found;
  }

  #read(
    kept: ReadonlyMap<string, { revision: number; value: unknown }>,
  ): Map<SettingName, Setting> {
    return new Map(settingNames.map((name) => [name, this.#entry(name, kept.get(name))]));
  }

  /** What cannot be read (another version of Posko may know more) counts as not set. */
  #entry(name: SettingName, kept: { revision: number; value: unknown } | undefined): Setting {
    const fallback = this.#defaults[name];
    const document = storedSettingSchema.safeParse(kept?.value);
    if (!kept || !document.success) {
      return { name, value: fallback, fallback, version: kept?.revision ?? 0, isSetHere: false };
    }
    const { by, at } = document.data;
    const read = changeableSchema.shape[name].safeParse(document.data.value);
    return {
      name,
      value: read.success ? read.data : fallback,
      fallback,
      version: kept.revision,
      changed: { by, at },
      isSetHere: read.success,
    };
  }
}
