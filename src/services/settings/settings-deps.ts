import type { Script } from '../../domain/content/bot-content.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import type { ContactBook } from './contacts.ts';
import type { SettingsBook } from './settings.ts';

/** What the settings of an operator need. */
export interface SettingsDeps {
  store: Store;
  clock: Clock;
  script: Script;
  settingsBook: SettingsBook;
  /** Keeps when each contact in `script` was last verified. */
  contactBook: ContactBook;
}
