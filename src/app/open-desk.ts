import { randomBytes } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { Embedder } from '../matching/embedder.ts';
import { OpenCases } from '../services/cases/open-case-index.ts';
import { FactCheckIndex } from '../services/fact-checks/fact-check-index.ts';
import { ContactBook } from '../services/settings/contacts.ts';
import { SettingsBook } from '../services/settings/settings.ts';
import { VoterBook } from '../services/voters/voter-answers.ts';
import { newMemory, type Tipline } from './context.ts';
import { loadLibrary } from './load-content.ts';
import { openIndexShelf, openStore } from './open-store.ts';

/**
 * Runs reviewers' actions on the store, one or a whole shift of them. Nothing is sent from here: the running post
 * finds the announcement within a second, or at its next start. A model for meaning is worth loading for a shift.
 */
export async function atDesk<T>(
  config: Config,
  action: (tipline: Tipline) => Promise<T>,
  embedder?: Embedder,
): Promise<T> {
  const script = loadLibrary(config);
  const store = await openStore(config);
  try {
    const settingsBook = await SettingsBook.open(store.papers, config.settings);
    const contactBook = await ContactBook.open(store.papers, script.contacts);
    const tipline: Tipline = {
      store,
      script: { ...script, contacts: contactBook.present },
      clock: systemClock,
      jobs: { wake: () => {} },
      channels: new Map(),
      index: await FactCheckIndex.open(store.factChecks, {
        shelf: openIndexShelf(config),
        embedder,
      }),
      openCases: new OpenCases(store.cases, store.media),
      settings: settingsBook.present,
      settingsBook,
      contactBook,
      voterBook: await VoterBook.open(store.papers, script.voters),
      ...newMemory(),
      warn: () => {},
      randomBytes: (length) => randomBytes(length),
    };
    return await action(tipline);
  } finally {
    await store.close();
  }
}
