import type { SettingsDeps } from '../settings/settings-deps.ts';
import type { ConversationDeps } from './conversation-deps.ts';

type RefreshDeps = ConversationDeps & SettingsDeps;
type Following =
  | 'index'
  | 'openCases'
  | 'settingsRepository'
  | 'voterAnswers'
  | 'contactRepository'
  | 'channels';

/** Takes in what other processes have changed: fact-checks, open cases, settings, answers, looks at contacts, paused numbers. */
export async function follow({
  index,
  openCases,
  settingsRepository,
  voterAnswers,
  contactRepository,
  channels,
}: Pick<RefreshDeps, Following>): Promise<void> {
  for (const channel of channels.values()) await channel.follow?.();
  await index.follow();
  await openCases.follow();
  await settingsRepository.follow();
  await voterAnswers.follow();
  await contactRepository.follow();
}
