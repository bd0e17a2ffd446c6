import { createMail } from '../alarms/mail.ts';
import { createWebhook } from '../alarms/webhook.ts';
import type { AlarmConfig } from '../config/duty-settings.ts';
import { isPublicAddress } from '../http/is-public-address.ts';
import { systemClock } from '../jobs/local/system-clock.ts';
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
