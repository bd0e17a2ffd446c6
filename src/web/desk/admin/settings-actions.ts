import { changeSetting } from '../../../services/settings/change-setting.ts';
import type { KnownVisit } from '../desk.ts';
import { fieldOf } from '../read-form.ts';
import { sendMissing } from '../send-missing.ts';
import { type RawSetting, rawOf, readRaw, settingIn, typedSetting } from './setting-fields.ts';
import { sendSettings } from './settings-page.ts';

/** Saves what was typed into the form of one setting. */
export async function takeSetting(visit: KnownVisit): Promise<void> {
  await change(visit, typedSetting(visit.request));
}

/** Gives one setting back to the environment. */
export async function resetSetting(visit: KnownVisit): Promise<void> {
  await change(visit);
}

async function change(visit: KnownVisit, raw?: RawSetting): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const say = words.settings;
  const name = settingIn(request);
  if (!name) return sendMissing(visit);
  const version = Number.parseInt(fieldOf(request, 'version'), 10);
  const changed = await changeSetting(desk.deps, {
    name,
    value: raw && readRaw(name, raw),
    by: reviewer.name,
    version: Number.isSafeInteger(version) ? version : -1,
  });
  if (changed.type === 'bad-value') {
    return sendSettings(visit, {
      name,
      raw: raw ?? rawOf(desk.deps.settingsRepository.get(name)),
      alert: say.wrong[name],
    });
  }
  if (changed.type === 'stale') {
    return sendSettings(visit, { name, raw: raw ?? rawOf(changed.setting), alert: say.stale });
  }
  response.redirect(303, `/review/settings?done=${changed.type === 'same' ? 'same' : 'saved'}`);
}
