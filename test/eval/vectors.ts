import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Vector } from '../../src/matching/embedder.ts';

/** Reads the vectors that embed.py wrote: `ids.json` names them, `vectors.f32` holds them one after the other. */
export function readVectors(folder: string): (id: string, role: string) => Vector | undefined {
  const ids: string[] = JSON.parse(readFileSync(join(folder, 'ids.json'), 'utf8'));
  const { buffer, byteOffset, byteLength } = readFileSync(join(folder, 'vectors.f32'));
  const all = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  const width = all.length / ids.length;
  const places = new Map(ids.map((id, at) => [id, at]));
  return (id, role) => {
    const at = places.get(`${role} ${id}`);
    return at === undefined ? undefined : all.subarray(at * width, (at + 1) * width);
  };
}
