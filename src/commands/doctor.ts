import { accessSync, constants, statfsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { inspectLibrary } from '../library.ts';
import { diagnoseChannels } from './diagnose-channels.ts';
import { openEmbedder } from './open-embedder.ts';
import { openStore } from './open-store.ts';

/** One thing that was looked at. */
export interface Diagnosis {
  name: string;
  state: 'ok' | 'warning' | 'broken';
  detail: string;
}

const MIN_FREE_BYTES = 1024 ** 3;
const STALE_MS = 180 * 86_400_000;

/** Looks at everything Posko depends on and says what to do about what is wrong. */
export async function diagnose(config: Config, now: number): Promise<Diagnosis[]> {
  return [
    nodeVersion(),
    library(config),
    ...contacts(config, now),
    ...(await storeState(config)),
    ...(await embedderState(config)),
    disk(config),
    keyState(config),
  ];
}

function nodeVersion(): Diagnosis {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const detail = `Node ${process.versions.node}`;
  if (major >= 24) return { name: 'node', state: 'ok', detail };
  return { name: 'node', state: 'broken', detail: `${detail}; Posko needs 24: run it through npm` };
}

function library(config: Config): Diagnosis {
  const { findings, script } = inspectLibrary(config);
  if (findings.length > 0) {
    const detail = `${findings.length} to mend: run "posko flows check"`;
    return { name: 'flows and words', state: 'broken', detail };
  }
  const detail = `${script.flows.size} flows, ${script.locales.size} languages`;
  return { name: 'flows and words', state: 'ok', detail };
}

function contacts(config: Config, now: number): Diagnosis[] {
  const { contacts: all } = inspectLibrary(config).script;
  return [...all].map(([key, { name, verified }]): Diagnosis => {
    if (!verified) {
      const detail = `${name} was never verified and is not shown; see locales/contacts.yaml`;
      return { name: `contact ${key}`, state: 'warning', detail };
    }
    const isStale = now - Date.parse(verified) > STALE_MS;
    const detail = `${name}, verified ${verified}${isStale ? '; check it and renew the date' : ''}`;
    return { name: `contact ${key}`, state: isStale ? 'warning' : 'ok', detail };
  });
}

async function storeState(config: Config): Promise<Diagnosis[]> {
  try {
    const store = await openStore(config);
    const { all, samples } = await store.factChecks.count();
    const channels = await diagnoseChannels(config, store);
    await store.close();
    const isOnlySamples = all === samples;
    const hint = isOnlySamples ? '; import your own with "posko import FILE"' : '';
    const where = config.mongoUrl ? 'MongoDB' : 'SQLite';
    const detail = `${where}, ${all} fact-checks, ${samples} of them samples${hint}`;
    return [{ name: 'store', state: isOnlySamples ? 'warning' : 'ok', detail }, ...channels];
  } catch (error) {
    return [{ name: 'store', state: 'broken', detail: messageOf(error) }];
  }
}

async function embedderState(config: Config): Promise<Diagnosis[]> {
  if (config.embedder === undefined) return [];
  try {
    await openEmbedder(config);
    return [{ name: 'embedder', state: 'ok', detail: config.embedder }];
  } catch (error) {
    return [{ name: 'embedder', state: 'broken', detail: messageOf(error) }];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function disk(config: Config): Diagnosis {
  const { bavail, bsize } = statfsSync(config.dataFolder);
  const free = bavail * bsize;
  const detail = `${Math.round(free / 1024 ** 3)} GiB free in ${config.dataFolder}`;
  if (free >= MIN_FREE_BYTES) return { name: 'disk', state: 'ok', detail };
  return { name: 'disk', state: 'warning', detail: `${detail}; make room before it runs full` };
}

function keyState(config: Config): Diagnosis {
  if (config.masterKey !== undefined)
    return { name: 'master key', state: 'ok', detail: 'POSKO_KEY' };
  try {
    accessSync(`${config.dataFolder}/master.key`, constants.R_OK);
    const detail =
      'in the data folder; back it up apart from the data, which cannot be read without it';
    return { name: 'master key', state: 'ok', detail };
  } catch {
    return { name: 'master key', state: 'broken', detail: 'cannot be read' };
  }
}
