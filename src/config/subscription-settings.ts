import { z } from 'zod';
import type { CloudApiConfig } from '../channels/cloud-api/settings.ts';
import { defaultRules, type UnaskedRules } from '../domain/subscriptions/unasked-rules.ts';

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** What an operator may set for digests, lessons and warnings; hours are those of the citizen's own clocks. */
export const subscriptionVariables = {
  POSKO_DIGEST_HOUR: whole(4, 12).default(defaultRules.morning / 60),
  POSKO_QUIET_FROM: whole(0, 23).default(defaultRules.quietFrom / 60),
  POSKO_QUIET_UNTIL: whole(0, 23).default(defaultRules.quietUntil / 60),
  POSKO_UNASKED_DAY: whole(1, 5).default(defaultRules.perDay),
  POSKO_UNASKED_WEEK: whole(1, 21).default(defaultRules.perWeek),
};

type Variables = z.infer<z.ZodObject<typeof subscriptionVariables>>;

/** The rules for unasked messages; a template for them is one of the Cloud API. */
export function readSubscriptionSettings(
  data: Variables,
  cloudApi: CloudApiConfig | undefined,
): UnaskedRules {
  return {
    ...defaultRules,
    morning: data.POSKO_DIGEST_HOUR * 60,
    quietFrom: data.POSKO_QUIET_FROM * 60,
    quietUntil: data.POSKO_QUIET_UNTIL * 60,
    perDay: data.POSKO_UNASKED_DAY,
    perWeek: data.POSKO_UNASKED_WEEK,
    hasTemplate: cloudApi?.numbers.some(({ invitation }) => invitation !== undefined) ?? false,
  };
}
