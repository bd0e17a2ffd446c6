import { z } from 'zod';
import { defaultSettings, type Settings } from '../domain/settings/settings.ts';
/** How long what is kept, as the environment can say it. */
export const retentionVariables = {
  POSKO_LETTER_DAYS: days(30).default(defaultSettings.letterDays),
  POSKO_TIP_DAYS: days(365).default(defaultSettings.tipDays),
  POSKO_MEDIA_DAYS: days(365).default(defaultSettings.mediaDays),
  POSKO_ADDRESS_DAYS: days(365).default(defaultSettings.addressDays),
  POSKO_REPORT_DAYS: days(90).default(defaultSettings.reportDays),
};

type Variables = { [K in keyof typeof retentionVariables]: number };

/** The settings of retention. */
export function readRetention(
  data: Variables,
): Pick<Settings, 'letterDays' | 'tipDays' | 'mediaDays' | 'addressDays' | 'reportDays'> {
  return {
    letterDays: data.POSKO_LETTER_DAYS,
    tipDays: data.POSKO_TIP_DAYS,
    mediaDays: data.POSKO_MEDIA_DAYS,
    addressDays: data.POSKO_ADDRESS_DAYS,
    reportDays: data.POSKO_REPORT_DAYS,
  };
}

function days(most: number) {
  return z.coerce.number().int().min(1).max(most);
}
