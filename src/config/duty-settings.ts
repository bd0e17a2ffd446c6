import type { Environment } from './environment-schema.ts';

/** Reads by which ways alarms leave the post, and how long they wait for somebody; half of a way is a mistake. */
export function readAlertSettings(data: Environment) {
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
    escalateMs: data.POSKO_ESCALATE_MIN * 60_000,
  };
}
