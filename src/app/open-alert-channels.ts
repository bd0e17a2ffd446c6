import type { AlarmConfig } from '../config/duty-settings.ts';
import { isPublicAddress } from '../http/is-public-address.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
import { createWebhook } from '../notify/alert-webhook.ts';
import { createMail } from '../notify/mail.ts';
import type { AlarmWays } from '../ports/alert-channels.ts';

/** The ways by which alarms leave this post, as its operator has set them up. */
export function openAlarmWays({ webhook, mail }: AlarmConfig): AlarmWays {
  return {
    ...(webhook && {
      webhook: createWebhook({ ...webhook, now: systemClock.now, isAllowed: isPublicAddress }),
    }),
    ...(mail && { mail: createMail(mail) }),
  };
}
