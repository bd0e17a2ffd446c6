import type { CloudApiConfig } from '../channels/cloud-api/settings.ts';
import { defaultRules, type UnaskedRules } from '../domain/subscriptions/unasked-rules.ts';
import type { Environment } from './environment-schema.ts';

/** The rules for unasked messages; a template for them is one of the Cloud API. */
export function readSubscriptionSettings(
  data: Environment,
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
