import type { Config } from '../config/config.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { SentenceEncoder } from '../ports/sentence-encoder.ts';
import { type AppDeps, openDeps } from './app-deps.ts';
import { loadContent } from './load-content.ts';
import { openDictionaries } from './open-dictionaries.ts';
import { openIndexSnapshots, withStore } from './open-store.ts';

/** Runs reviewers' actions on the store; the running Posko sends what they announce, or the next one that starts. */
export async function atDesk<T>(
  config: Config,
  action: (deps: AppDeps) => Promise<T>,
  embedder?: SentenceEncoder,
): Promise<T> {
  const script = loadContent(config);
  return withStore(config, async (store) => {
    const deps = await openDeps({
      store,
      script,
      clock: systemClock,
      jobs: { wake: () => {} },
      settings: config.settings,
      shelf: openIndexSnapshots(config),
      embedder,
      dictionaries: openDictionaries(config, () => {}),
    });
    return action(deps);
  });
}
