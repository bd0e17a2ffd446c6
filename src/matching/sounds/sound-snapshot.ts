import { SnapshotRefused } from '../snapshot-format.ts';
import { SnapshotReader } from '../snapshot-reader.ts';
import { SnapshotWriter } from '../snapshot-writer.ts';

/** Clips as they lie in the index: ids, all fingerprints behind each other, and where each begins. */
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

/** Throws SnapshotRefused for what is damaged, of another version, or no index of sounds. */
export function readSounds(bytes: Uint8Array): StoredSounds {
  const reader = new SnapshotReader(bytes);
  const [kind] = reader.strings();
  if (kind !== KIND) throw new SnapshotRefused('this is no snapshot of an index of sounds');
  return { ids: reader.strings(), items: reader.numbers(), starts: reader.numbers() };
}

/** Raised whenever the sections change. */
const KIND = 'sounds 1';
