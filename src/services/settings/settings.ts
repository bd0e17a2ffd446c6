import { z } from 'zod';
import type { Settings } from '../../domain/settings/settings.ts';
import type { DocumentStore, StoredDocument } from '../../ports/desk-store.ts';
import { Repository } from '../../ports/documents.ts';
import type { Store } from '../../ports/store.ts';
import * as changeable from './changeable.ts';
import type { ContactDeps } from './contacts.ts';

/** Setting as it is now, and who changed it if it does not come from the environment. */
export interface Setting<N extends changeable.SettingName = changeable.SettingName> {
  name: N;
  value: changeable.Changeable[N];
  /** Value of the environment. */
  fallback: changeable.Changeable[N];
  /** Number of its changes; a change names the version it is based on. */
  version: number;
  /** The last change, even if it restored the default. */
  changed?: { by: string; at: number };
  isSetHere: boolean;
}

const storedSettingSchema = z.object({
  value: z.unknown().optional(),
  by: z.string(),
  at: z.number(),
});

/** Settings of this process, which follow the changes of operators in the store. */
export class SettingsRepository extends Repository {
  /** Stays the same object as long as the process lives; its values change. */
  readonly present: Settings;
  readonly #documents: DocumentStore | undefined;
  readonly #settings: Settings;
  readonly #defaults: changeable.Changeable;
  #entries: ReadonlyMap<changeable.SettingName, Setting>;

  /** Without documents the settings stay as given. */
  constructor(documents: DocumentStore | undefined, defaults: Settings) {
    super();
    this.#documents = documents;
    this.#settings = defaults;
    this.present = { ...defaults };
    this.#defaults = changeable.toChangeable(defaults);
    this.#entries = this.#read([]);
  }

  async follow(): Promise<void> {
    if (!this.#documents) return;
    this.#entries = this.#read(await this.#documents.list('setting'));
    const changed = this.all().flatMap(({ name, value, isSetHere }): [string, unknown][] =>
      isSetHere ? [[name, value]] : [],
    );
    const values: Partial<changeable.Changeable> = Object.fromEntries(changed); // each was read by its own schema
    Object.assign(this.present, this.#settings, changeable.toSettings(values, this.#settings));
  }

  all(): Setting[] {
    return [...this.#entries.values()];
  }

  get(name: changeable.SettingName): Setting {
    const found = this.#entries.get(name);
    if (!found) throw new Error(`there is no setting ${name}`);
    return found;
  }

  #read(documents: readonly StoredDocument[]): Map<changeable.SettingName, Setting> {
    const stored = new Map(documents.map((document) => [document.id, document]));
    return new Map(
      changeable.settingNames.map((name) => [name, this.#entry(name, stored.get(name))]),
    );
  }

  /** Treats unreadable values, which may be of another version of Posko, as not set. */
  #entry(name: changeable.SettingName, stored: StoredDocument | undefined): Setting {
    const [fallback, version] = [this.#defaults[name], stored?.revision ?? 0];
    const { data } = storedSettingSchema.safeParse(stored?.value);
    const read = changeable.changeableSchema.shape[name].safeParse(data?.value);
    const changed = data && { changed: { by: data.by, at: data.at } };
    const value = read.success ? read.data : fallback;
    return { name, value, fallback, version, ...changed, isSetHere: read.success };
  }
}

export interface SettingsDeps extends ContactDeps {
  store: Store;
  settingsRepository: SettingsRepository;
}
