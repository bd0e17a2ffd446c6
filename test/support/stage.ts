import { loadContent } from '../../src/app/load-content.ts';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { loadSamples } from '../../src/app/samples/load-samples.ts';
import { Player, type Shown } from '../../src/cli/player.ts';
import type { BotContent } from '../../src/domain/content/bot-content.ts';
import { defaultSettings, type Settings } from '../../src/domain/settings/settings.ts';
import type { Store } from '../../src/ports/store.ts';
import { cardPainter } from '../../src/rendering/paint-card.ts';
import { TRANSCRIPT_START } from '../play/transcript.ts';
import { scriptedReader } from './scripted-reader.ts';
import { seededBytes } from './seeded-bytes.ts';

/** When every played conversation begins. */
export const MORNING = TRANSCRIPT_START;

/** A key that is the same in every run, so that pseudonyms and their order are. */
export const MASTER_KEY = new Uint8Array(32);

export const folders = { flows: 'flows', locales: 'locales' };

let script: BotContent | undefined;

/** The script of the checked-in flows and words: one for all tests of a process, so none may change it. */
export function loadScript(): BotContent {
  script ??= loadContent(folders);
  return script;
}

/** A player on a store in memory with the sample fact-checks; `heard` collects what is shown. */
export async function openStage(
  options: { script?: BotContent; store?: Store; settings?: Partial<Settings>; seed?: string } = {},
) {
  const heard: Shown[] = [];
  const errors: unknown[] = [];
  const store = options.store ?? (await openMemoryStore(loadSamples(), MASTER_KEY));
  const player = await Player.open(
    {
      store,
      reader: scriptedReader,
      painter: cardPainter,
      script: options.script ?? loadScript(),
      settings: { ...defaultSettings, quietMs: 0, ...options.settings },
      onError: (error) => errors.push(error),
      randomBytes: seededBytes(options.seed ?? 'posko'),
    },
    { start: MORNING, show: (shown) => heard.push(shown) },
  );
  return {
    player,
    store,
    heard,
    errors,
    close: async () => {
      await player.close();
      await store.close();
    },
  };
}
