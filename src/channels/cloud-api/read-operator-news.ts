import type { NoticeTopic } from '../../domain/duty/number-notice.ts';
import { maskDetails } from '../../domain/text/mask-details.ts';
import table from './operator-events.json' with { type: 'json' };

/** Topics by field and event; `*` is any other event. */
const FIELDS = new Map(
  Object.entries(table.fields).map(([field, topics]) => [field, new Map(Object.entries(topics))]),
);

/** Reads what a webhook tells the operator of the account; undefined for fields of citizens' affairs. */
export function readOperatorNews(field: string, value: object, at: number) {
  // Meta sends the quality of templates under the name of their status too.
  const isQuality = 'new_quality_score' in value && field.startsWith('message_template');
  const topics = FIELDS.get(isQuality ? 'message_template_quality_update' : field);
  if (!topics) return undefined;
  const [event = ''] = 'correct_category' in value ? ['SOON'] : allAt(value, table.events);
  const topic = topics.get(event) ?? topics.get('*');
  if (topic === undefined) return undefined;
  const reasons = [...(topics.has(event) ? [] : [event]), ...allAt(value, table.reasons)];
  const told = new Set(reasons.filter((word) => word !== '' && word !== 'NONE'));
  const [seconds] = wordsAt(value, 'restriction_info.expiration').map(Number);
  const until = seconds && seconds < 1e10 ? { until: seconds * 1000 } : {};
  const end = until.until ? ` (until ${new Date(until.until).toISOString().slice(0, 10)})` : '';
  const detail = maskDetails([...told].join(', ')) + end;
  return {
    topic: topic as NoticeTopic, // by the test of the table
    of: subjectOf(value),
    at,
    ...(detail === '' ? {} : { detail: detail.trim() }),
    ...until,
  };
}

/** Names the template with its language, or the number; empty for the account. */
function subjectOf(value: object): string {
  const [name = ''] = allAt(value, table.subjects);
  const language = wordsAt(value, 'message_template_language').map((code) => `:${code}`);
  return `${name}${language.join('')}`.replace(/[^\w:-]/g, '').slice(0, 100);
}

function allAt(value: object, paths: readonly string[]): string[] {
  return paths.flatMap((path) => wordsAt(value, path));
}

/** Words and numbers at a path, through lists; thousands as Meta writes its limits. */
function wordsAt(value: unknown, path: string): string[] {
  if (Array.isArray(value)) {
    const flat = value.flat(3).filter((each) => !Array.isArray(each)); // Meta's lists are no deeper
    return flat.slice(0, 20).flatMap((each) => wordsAt(each, path));
  }
  const [name = '', ...rest] = path.split('.');
  const isThere = typeof value === 'object' && value !== null;
  const found: unknown = isThere ? Reflect.get(value, name) : undefined;
  if (rest.length > 0) return wordsAt(found, rest.join('.'));
  if (typeof found === 'string') return found === '' ? [] : [found.slice(0, 500)];
  if (typeof found !== 'number') return [];
  return [found >= 1000 && found < 1e6 ? `${found / 1000}K` : `${found}`];
}
