import type { Tip } from '../domain/cases/case.ts';
import { defang } from '../domain/text/links.ts';
import type { CaseView } from '../services/cases/queue.ts';
import type { TerminalWords } from './text.ts';

/** What a citizen told of a tip, and what they answered to reviewers' questions, a line each. */
export function notesOf(tip: Tip, words: TerminalWords, { describe }: Pick<CaseView, 'describe'>) {
  const say = words.tip;
  const { sources, worries } = words.desk.case;
  const notes = [
    tip.source && say.source(sources[tip.source]),
    tip.link && say.link(defang(tip.link)),
    tip.region,
    tip.worry && say.worry(worries[tip.worry]),
    ...(tip.saved ?? []).map((answer) => {
      const { label, text } = describe(answer, words.language);
      return `${label}: ${defang(text)}`;
    }),
    tip.media.length > 0 ? say.files(tip.media.map(({ mime }) => mime).join(', ')) : undefined,
  ].filter(Boolean);
  const answers = (tip.answers ?? []).map(({ question, text }) =>
    say.answer(defang(question), defang(text)),
  );
  const read = (tip.read ?? []).map(({ source, text }) => say.read[source](defang(text)));
  const stamp = tip.stamp === undefined ? [] : [words.desk.case.tip.stamp(tip.stamp)];
  return [...(notes.length > 0 ? [notes.join(' · ')] : []), ...read, ...stamp, ...answers];
}
