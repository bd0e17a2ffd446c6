import type { SettingsDeps } from '../settings/settings.ts';
import type { ConversationDeps } from './conversation-deps.ts';

type Following = Pick<ConversationDeps, 'index' | 'openCases' | 'voterAnswers' | 'channels'> &
  Pick<SettingsDeps, 'settingsRepository' | 'contactRepository'>;

/** Takes in what other processes have changed: fact-checks, open cases, settings, answers, looks at contacts, paused numbers. */
export async function follow(deps: Following): Promise<void> {
  for (const channel of deps.channels.values()) await channel.follow?.();
  await deps.index.follow();
  await deps.openCases.follow();
  await deps.settingsRepository.follow();
  await deps.voterAnswers.follow();
  await deps.contactRepository.follow();
}
