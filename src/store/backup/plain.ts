import type { Seal } from '../seal.ts';
import { closeDocument, openDocument } from '../sealed-values.ts';
import type { PlainRecord, PlainValue } from './backup-row.ts';

type Row = Record<string, unknown>;

/** Plain rows with a value made with the master key, and how it is made. */
const withKey: Readonly<Record<string, 'secret' | 'mark' | 'document'>> = {
  reviewers: 'secret', // sealed under the salt next to it
  traceKeys: 'secret',
  audit: 'mark', // made of the hash next to it
  papers: 'document', // sealed where its kind is
};

/** Returns the record of a row, with keyed values opened. */
export function toPlain(seal: Seal, kind: string, row: Row): PlainRecord {
  const how = withKey[kind];
  const open = { ...row };
  if (how === 'secret')
    open.secret = JSON.stringify(seal.open(bytesIn(row.salt), bytesIn(row.secret)));
  if (how === 'document')
    open.doc = JSON.stringify(openDocument(seal, String(row.kind), String(row.doc)));
  // A wrong mark stays wrong, so that a forged entry is still found.
  if (how === 'mark')
    open.mark = row.mark === seal.auditMark(String(row.hash)) ? 'sound' : 'forged';
  const values = Object.entries(open).flatMap(([name, value]): [string, PlainValue][] =>
    value === undefined ? [] : [[name, toValue(value)]],
  );
  return { type: 'plain', kind, row: Object.fromEntries(values) };
}

/** Returns the row of a record, with keyed values made again. */
export function fromPlain(seal: Seal, { kind, row }: PlainRecord): Row {
  const how = withKey[kind];
  const closed: Row = Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, fromValue(value)]),
  );
  if (how === 'secret') {
    closed.secret = seal.close(bytesIn(closed.salt), JSON.parse(String(closed.secret)));
  }
  if (how === 'document')
    closed.doc = closeDocument(seal, String(closed.kind), JSON.parse(String(closed.doc)));
  if (how === 'mark' && closed.mark === 'sound') closed.mark = seal.auditMark(String(closed.hash));
  return closed;
}

function toValue(value: unknown): PlainValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
    return value as PlainValue; // one of those named above
  }
  return { bytes: Buffer.from(bytesIn(value)).toString('base64') };
}

function fromValue(value: PlainValue): unknown {
  return value !== null && typeof value === 'object' ? Buffer.from(value.bytes, 'base64') : value;
}

function bytesIn(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new Error(`a backup takes no ${typeof value} for bytes`);
}
