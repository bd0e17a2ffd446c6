import { type Config, readMasterKey } from '../config/config.ts';
import { createSecrets } from '../crypto/create-secrets.ts';
import type { Settings } from '../domain/settings/settings.ts';
import { openIdConnect } from '../identity/open-id-connect.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import type { Store } from '../ports/store.ts';
import type { AccountDeps } from '../services/accounts/account-deps.ts';
import { withStore } from './open-store.ts';

/** The gate of a desk, on a store that is open. */
export function createAccountDeps(
  config: Config,
  store: Store,
  settings: Pick<Settings, 'post'> = config.settings,
): AccountDeps {
  const rules = {
    get post() {
      return settings.post;
    },
    totpFrom: config.totpFrom,
  };
  const identity = config.identity && openIdConnect(config.identity);
  const secrets = createSecrets(readMasterKey(config));
  return { store, clock: systemClock, secrets, rules, identity };
}

/** Runs an action with the login dependencies of the configuration. */
export function withAccounts<T>(config: Config, action: (gate: AccountDeps) => Promise<T>) {
  return withStore(config, (store) => action(createAccountDeps(config, store)));
}
