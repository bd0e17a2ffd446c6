import type { AuditEvent } from '../domain/accounts/audit-event.ts';
import type { Words } from './ui-text.ts';

/** The word for a code, or the code itself where an older or newer Posko wrote it, or an operator. */
export function nameOr(words: Readonly<Record<string, string>>, code: string): string {
  return new Map(Object.entries(words)).get(code) ?? code;
}

const FROM = ['before', 'guess', 'old'];
const TO = ['after', 'new', 'verdict', 'threat', 'urgency'];

/** What an entry of the audit log tells besides, in words; as `old → new` where it tells both. */
export function describeDetails(details: AuditEvent['details'], words: Words): string {
  const { audit, role, verdict, threat, urgency, board } = words;
  const values = { ...audit.value, ...role, ...verdict, ...threat, ...urgency.name };
  const say = (name: string) => nameOr({ ...values, ...board.status }, String(details[name]));
  const from = FROM.find((name) => name in details) ?? '';
  const to = TO.find((name) => name in details) ?? '';
  const isChange = from !== '' && to !== '';
  const others = Object.keys(details).filter((name) => !isChange || ![from, to].includes(name));
  return [
    ...(isChange ? [`${say(from)} → ${say(to)}`] : []),
    ...others.map((name) => `${nameOr(audit.detail, name)}: ${say(name)}`),
  ].join(', ');
}
