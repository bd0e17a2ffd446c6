import type { SignalDataSet, SignalDataTypeMap, SignalKeyStore } from '@whiskeysockets/baileys';

/** Signal keys that are gone with the process. */
export class MemoryKeys implements SignalKeyStore {
  readonly #kinds = new Map<string, Map<string, unknown>>();

  get<T extends keyof SignalDataTypeMap>(
    type: T,
    ids: string[],
  ): { [id: string]: SignalDataTypeMap[T] } {
    const found: { [id: string]: SignalDataTypeMap[T] } = {};
    for (const id of ids) {
      const value = this.#kinds.get(type)?.get(id);
      // Only `set` fills the map, and it is typed by kind.
      if (value !== undefined) found[id] = value as SignalDataTypeMap[T];
    }
    return found;
  }

  set(data: SignalDataSet): void {
    for (const [type, entries] of Object.entries(data)) {
      const kept = this.#kinds.get(type) ?? new Map<string, unknown>();
      this.#kinds.set(type, kept);
      for (const [id, value] of Object.entries(entries)) {
        if (value === null) kept.delete(id);
        else kept.set(id, value);
      }
    }
  }
}
