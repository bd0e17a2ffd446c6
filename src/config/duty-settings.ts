import { z } from 'zod';

/** What the environment can tell of alarms. */
export const dutyVariables = {
  POSKO_ALARM_WEBHOOK: z.url({ protocol: /^https$/ }).optional(),
  POSKO_ALARM_SECRET: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/)
    .optional(),
  POSKO_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  POSKO_ALARM_FROM: z.email().optional(),
  POSKO_ESCALATE_MIN: z.coerce.number().int().min(1).max(1440).default(15),
};

type Duty = { [K in keyof typeof dutyVariables]?: z.output<(typeof dutyVariables)[K]> };

/** By which ways alarms leave the post, and how long they wait for somebody. */
export interface AlertConfig {
  webhook: { url: string; secret: string } | undefined;
  mail: { smtp: string; from: string } | undefined;
  escalateMs: number;
}

/** The ways that are set up whole; half of one is a mistake. */
export function readAlertSettings(data: Duty): AlertConfig {
  const { POSKO_ALARM_WEBHOOK: url, POSKO_ALARM_SECRET: secret } = data;
  const { POSKO_SMTP_URL: smtp, POSKO_ALARM_FROM: from } = data;
  if ((url === undefined) !== (secret === undefined)) {
    throw new Error('POSKO_ALARM_WEBHOOK and POSKO_ALARM_SECRET belong together: set both or none');
  }
  if ((smtp === undefined) !== (from === undefined)) {
    throw new Error('POSKO_SMTP_URL and POSKO_ALARM_FROM belong together: set both or none');
  }
  return {
    webhook: url === undefined || secret === undefined ? undefined : { url, secret },
    mail: smtp === undefined || from === undefined ? undefined : { smtp, from },
    escalateMs: (data.POSKO_ESCALATE_MIN ?? 15) * 60_000,
  };
}
