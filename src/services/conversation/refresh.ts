import { Busy, within } from '../../ports/concurrency-limit.ts';
import { PATIENCE_MS } from '../fact-checks/fact-check-index.ts';
import type { SettingsDeps } from '../settings/settings.ts';
import type { ConversationDeps } from './conversation-deps.ts';

type Following = Pick<ConversationDeps, 'index' | 'openCases' | 'voterAnswers' | 'channels'> &
  Pick<SettingsDeps, 'settingsRepository' | 'contactRepository'>;

/** Takes in what other processes have changed: fact-checks, open cases, settings, answers, looks at contacts, paused numbers. */
export async function follow(deps: Following): Promise<void> {
  for (const channel of deps.channels.values()) await channel.follow?.();
  // Settings, due turns and sends do not wait for an index that is long in opening.
  await within(PATIENCE_MS, deps.index.follow(), () => {}).catch((error) => {
    if (!(error instanceof Busy)) throw error;
  });
  await deps.openCases.follow();
  await deps.settingsRepository.follow();
  await deps.voterAnswers.follow();
  await deps.contactRepository.follow();
}
