import type { BotContent } from '../../domain/content/bot-content.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import type { ContactRepository } from './contacts.ts';
import type { SettingsRepository } from './settings.ts';

/** What the settings of an operator need. */
export interface SettingsDeps {
  store: Store;
  clock: Clock;
  script: BotContent;
  settingsRepository: SettingsRepository;
  /** Keeps when each contact in `script` was last verified. */
  contactRepository: ContactRepository;
}
