import type { Store } from '../../ports/store.ts';
import type { ContactDeps } from './contacts.ts';
import type { SettingsRepository } from './settings.ts';

/** What the settings of an operator need. */
export interface SettingsDeps extends ContactDeps {
  store: Store;
  settingsRepository: SettingsRepository;
}
