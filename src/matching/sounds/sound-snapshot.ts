import { SnapshotRefused } from '../snapshot-format.ts';
import { SnapshotReader } from '../snapshot-reader.ts';
import { SnapshotWriter } from '../snapshot-writer.ts';

/** Contents of the sound index: ids, all fingerprints in a row, and where each begins. */
export interface StoredSounds {
  ids: readonly string[];
  items: Uint32Array;
  starts: Uint32Array;
}

export function writeSounds({ ids, items, starts }: StoredSounds): Uint8Array {
  const writer = new SnapshotWriter();
  writer.strings([KIND]);
  writer.strings(ids);
  writer.numbers(items);
  writer.numbers(starts);
  return writer.seal();
}

/** Throws SnapshotRefused for damaged data, another version, or another kind of index. */
export function readSounds(bytes: Uint8Array): StoredSounds {
  const reader = new SnapshotReader(bytes);
  const [kind] = reader.strings();
  if (kind !== KIND) throw new SnapshotRefused('this is no snapshot of an index of sounds');
  return { ids: reader.strings(), items: reader.numbers(), starts: reader.numbers() };
}

/** Increase it when the sections change. */
const KIND = 'sounds 1';
