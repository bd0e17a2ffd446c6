import type { Alert, AlertKind } from '../../domain/duty/alert.ts';
import type { NoticeTopic } from '../../domain/duty/number-notice.ts';
import type { StaffLanguage } from '../../i18n/languages.ts';
import texts from './alert-text.json' with { type: 'json' };
import notices from './notice-text.json' with { type: 'json' };

/** What each kind of trouble is called, and what it means; for the desk, the terminal and letters. */
export const alertWords: Readonly<Record<StaffLanguage, ReturnType<typeof wordsOf>>> = {
  id: wordsOf(texts.id, notices.id),
  en: wordsOf(texts.en, notices.en),
};

/** The sentences of a language, with gaps for what an alarm is about. */
interface Sentences {
  kind: Readonly<Record<AlertKind, string>>;
  what: Readonly<Record<Exclude<AlertKind, 'number' | 'notice'>, string>>;
  /** What is said otherwise of one thing. */
  one: Readonly<Partial<Record<AlertKind, string>>>;
  why: string;
  /** The same for a notice of Meta. */
  meta: string;
  ask: Readonly<Record<'acknowledge' | 'answer', string>>;
}

function wordsOf(
  { kind: names, what, one, why, meta, ask }: Sentences,
  notices: Readonly<Record<NoticeTopic, string>>,
) {
  const byTopic = new Map(Object.entries(notices));
  return {
    kind: names,
    /** Asks the reader of a letter to acknowledge the alarm on a page, or a partner to answer a referral there. */
    ask: (what: keyof typeof ask, page: string) => fillIn(ask[what], { page }),
    what({ kind, of, value, detail }: Pick<Alert, 'kind' | 'of' | 'value' | 'detail'>): string {
      if (kind === 'number' || kind === 'notice') {
        const [topic = '', ...about] = of.split(':');
        const told = detail ? fillIn(meta, { detail: detail.replace(/\.$/, '') }) : '';
        const sentence = byTopic.get(topic) ?? topic;
        return fillIn(sentence, { of: about.join(':'), why: told });
      }
      const sentence = (value === 1 && one[kind]) || what[kind];
      return fillIn(sentence, { of, value, detail, why: detail ? fillIn(why, { detail }) : '' });
    },
  };
}

function fillIn(sentence: string, values: Readonly<Record<string, string | number | undefined>>) {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
}
