import type { AddressRules, FetchOptions } from '../http/guarded-fetch.ts';
import type { BatchResult, FactCheckSource, SourceBatch } from '../ports/fact-check-source.ts';
import type { Store } from '../ports/store.ts';
import { DocumentRefused, isRefusal } from './document-refused.ts';
import { readRows, withoutRepeats } from './read-rows.ts';
import { type Asking, isElsewhere } from './read-source.ts';
import { readDocumentBatch, readSourceBatch } from './read-source-batch.ts';

export interface FactCheckSourceParts {
  store: Pick<Store, 'factChecks' | 'documents'>;
  googleKey?: string | undefined;
  fetch?: Pick<FetchOptions, keyof AddressRules | 'timeoutMs'>;
}

/** Creates a reader of fact-checks from addresses and from uploaded files. */
export function createFactCheckSource({
  store,
  googleKey,
  fetch,
}: FactCheckSourceParts): FactCheckSource {
  return {
    fromAddress: (source, { signal, ...options }) =>
      tell(async () => {
        if (!isElsewhere(source)) throw new DocumentRefused(`${source} is no address`);
        const asking: Asking = { ...options, googleKey, fetch: { ...fetch, signal } };
        return readSourceBatch(store, source, asking);
      }),
    fromFile: ({ name, bytes }, org) =>
      tell(async () => {
        const format = formatOf(name, bytes);
        if (format !== 'document') return gatherRows(name, bytes, format);
        return readDocumentBatch(store, name, { text: new TextDecoder().decode(bytes), org });
      }),
  };
}

async function tell(gather: () => Promise<SourceBatch>): Promise<BatchResult> {
  try {
    return { type: 'gathered', gathered: await gather() };
  } catch (error) {
    if (isRefusal(error)) return { type: 'refused', why: error.message };
    throw error;
  }
}

/** Detects the format by name, else by content; JSON is one value, JSONL one per line. */
function formatOf(name: string, bytes: Uint8Array): 'jsonl' | 'csv' | 'document' {
  if (/\.csv$/i.test(name)) return 'csv';
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return 'jsonl';
  if (/\.(?:json|jsonld|xml|rss|atom|html?)$/i.test(name)) return 'document';
  const head = new TextDecoder()
    .decode(bytes.subarray(0, 4000))
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (head.startsWith('<') || head.startsWith('[')) return 'document';
  return head.startsWith('{') ? 'jsonl' : 'csv';
}

async function gatherRows(source: string, bytes: Uint8Array, format: 'jsonl' | 'csv') {
  const gathered: SourceBatch = { source, factChecks: [], same: 0, refused: [] };
  for await (const row of withoutRepeats(readRows(bytes, format))) {
    if (row.type === 'read') gathered.factChecks.push(row.factCheck);
    else gathered.refused.push({ line: row.line, reason: row.reason });
  }
  return gathered;
}
