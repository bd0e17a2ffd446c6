import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import { changeableSchema, type SettingName } from './changeable.ts';
import type { Setting, SettingsDeps } from './settings.ts';

/** Result of a change: `stale` if it was changed since. */
export type SettingChanged =
  | { type: 'changed' | 'same'; setting: Setting }
  | { type: 'bad-value' }
  | { type: 'stale'; setting: Setting };

export interface SettingChange {
  name: SettingName;
  /** Undefined gives the setting back to the environment. */
  value: unknown;
  by: string;
  version?: number | undefined;
}

type Changing = Pick<SettingsDeps, 'store' | 'clock' | 'settingsRepository'>;

/** Changes a setting for every process; here at once, elsewhere at their next check. */
export async function changeSetting(
  { store, clock, settingsRepository }: Changing,
  { name, value, by, version }: SettingChange,
): Promise<SettingChanged> {
  const read = value === undefined ? undefined : changeableSchema.shape[name].safeParse(value);
  if (read && !read.success) return { type: 'bad-value' };
  await settingsRepository.follow();
  const before = settingsRepository.get(name);
  if (version !== undefined && version !== before.version)
    return { type: 'stale', setting: before };
  const isSame = read
    ? JSON.stringify(before.value) === JSON.stringify(read.data) && before.isSetHere
    : !before.isSetHere;
  if (isSame) return { type: 'same', setting: before };
  const at = clock.now();
  const details = {
    old: brief(before.value),
    new: brief(read ? read.data : before.fallback),
    ...(read ? {} : { reset: true }),
  };
  const event = auditEventAt(at, { by, what: 'settings-changed', of: name, details });
  const document = {
    id: name,
    revision: before.version,
    value: { ...(read && { value: read.data }), by, at },
  };
  const saved = await store.documents.put('setting', document, [event]);
  await settingsRepository.follow();
  const setting = settingsRepository.get(name);
  return { type: saved === 'stale' ? 'stale' : 'changed', setting };
}

/** The audit log takes a thousand signs of details. */
function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 350 ? `${text.slice(0, 349).toWellFormed()}…` : text;
}
