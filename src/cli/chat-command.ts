import type { Command } from 'commander';
import { loadContent } from '../app/load-content.ts';
import { openDictionaries } from '../app/open-dictionaries.ts';
import { openEmbedder } from '../app/open-embedder.ts';
import { openReader } from '../app/open-reader.ts';
import { openMemoryStore, openStore } from '../app/open-store.ts';
import { Failure } from '../app/user-error.ts';
import type { Store } from '../ports/store.ts';
import { cardPainter } from '../rendering/paint-card.ts';
import { chat, createPictureFolder, playJsonLines } from './chat.ts';
import { createCommand } from './create-command.ts';
import { complain, configFor, printJson } from './output.ts';
import { Player } from './player.ts';
import { readStoreFile } from './read-fact-checks.ts';

/** `posko chat`: the bot at the keyboard, or by JSON lines. */
export function chatCommand(): Command {
  return createCommand('chat').action(runChat);
}

interface ChatOptions {
  data?: string;
  json?: boolean;
  store?: string;
}

/** A conversation that is played waits for nothing and for nobody. */
const AT_ONCE = { quietMs: 0, undoMs: 0, secondPerson: [] };

async function runChat(options: ChatOptions): Promise<void> {
  const config = configFor(options);
  const script = loadContent(config);
  const matching = {
    embedder: await openEmbedder(config),
    dictionaries: openDictionaries(config, complain),
  };
  const reader = openReader(config);
  const store: Store = options.store
    ? await openMemoryStore(await readStoreFile(options.store, complain, reader))
    : await openStore(config);
  const onError = (error: unknown) =>
    complain(error instanceof Error ? `${error.stack}` : String(error));
  if (!options.json) {
    const painter = cardPainter;
    const parts = { store, script, painter, reader, settings: config.settings, onError };
    await chat({ ...parts, ...matching });
    reader?.close();
    await store.close();
    return;
  }
  const settings = { ...config.settings, ...AT_ONCE };
  const savePicture = createPictureFolder();
  const player = await Player.open(
    { store, script, ...matching, reader, painter: cardPainter, settings, onError },
    {
      start: Date.now(),
      show: ({ to, reply: { text, choices }, picture }) => {
        const file = picture && { file: savePicture(picture) };
        printJson({ to, text, choices: choices.map(({ label }) => label), ...file });
      },
    },
  );
  const failed = await playJsonLines(player, process.stdin, (line, problem) =>
    complain(`line ${line} ${problem}`),
  );
  await player.close();
  reader?.close();
  await store.close();
  if (failed > 0) throw new Failure(`${failed} lines could not be played`);
}
