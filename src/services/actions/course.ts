import { withSubscriptions } from '../../domain/citizens/profile.ts';
import type { Lesson } from '../../domain/subscriptions/lesson.ts';
import { morningAfter } from '../../domain/subscriptions/send-time.ts';
import {
  type Course,
  type Subscriptions,
  zoneOfSubscriptions,
} from '../../domain/subscriptions/subscription.ts';
import { inLanguage } from '../../i18n/languages.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { type ActionDeps, action } from './action.ts';

type Deps = Pick<ActionDeps, 'script' | 'settings'>;

/** How far the citizen is in the course. */
export const lookAtCourse = action(['new', 'going', 'finished'], (deps: Deps, turn) => {
  const { lessons } = deps.script;
  const course = turn.profile.reach?.course;
  const values = { count: lessons.length, right: course?.right ?? 0 };
  if (!course) return { outcome: 'new', values };
  return { outcome: course.next < lessons.length ? 'going' : 'finished', values };
});

/** Begins the course from its first lesson; one a day where the citizen has chosen so, which is their consent. */
export const beginCourse = action(['begun'], (_deps, turn, values) => {
  keep(turn, { next: 0, right: 0, isDaily: values.chosen === 'one-a-day' });
  return { outcome: 'begun' };
});

/** The lesson that comes next, with its answers to choose from. */
export const findLesson = action(['lesson'], (deps: Deps, turn) => {
  const { lessons } = deps.script;
  const number = (turn.profile.reach?.course?.next ?? 0) + 1;
  const lesson = lessonAt(lessons, number - 1);
  const { language } = turn.profile;
  const { text, question } = lesson;
  const answers = lesson.answers.map(({ label }, index) => ({
    id: `${lesson.id}:${index}`,
    label: inLanguage(label, language),
  }));
  turn.profile = withSubscriptions(turn.profile, withoutWaiting(turn.profile.reach ?? {}));
  return {
    outcome: 'lesson',
    values: {
      number,
      count: lessons.length,
      lesson: inLanguage(text, language),
      question: inLanguage(question, language),
      answers,
    },
  };
});

/** Says what there is to learn from the chosen answer, and moves on. */
export const judgeAnswer = action(['next', 'tomorrow', 'finished'], (deps: Deps, turn, values) => {
  const { lessons } = deps.script;
  const [id, index] = textOf(values.picked).split(':');
  const at = Math.max(
    0,
    lessons.findIndex((lesson) => lesson.id === id),
  );
  const lesson = lessonAt(lessons, at);
  const answer = lesson.answers[Number(index)];
  const course = turn.profile.reach?.course ?? { next: at, right: 0, isDaily: false };
  const right = course.right + (answer?.isRight && course.next === at ? 1 : 0);
  const moved: Course = { next: at + 1, right, isDaily: course.isDaily };
  const isLast = moved.next >= lessons.length;
  keep(turn, moved.isDaily && !isLast ? { ...moved, nextAt: tomorrow(deps, turn) } : moved);
  const feedback = answer ? feedbackOn(deps, turn, { lesson, answer }) : '';
  const told = { feedback, right, count: lessons.length, left: lessons.length - moved.next };
  if (isLast) return { outcome: 'finished', values: told };
  return { outcome: moved.isDaily ? 'tomorrow' : 'next', values: told };
});

function feedbackOn(
  deps: Deps,
  turn: Turn,
  { lesson, answer }: { lesson: Lesson; answer: Lesson['answers'][number] },
): string {
  const words = wordsFor(deps, turn);
  const { language } = turn.profile;
  const best = lesson.answers.find(({ isRight }) => isRight) ?? answer;
  const why = inLanguage(answer.why, language);
  const judged = answer.isRight
    ? words('learn.right', { why })
    : words('learn.wrong', {
        why,
        best: inLanguage(best.label, language),
        because: inLanguage(best.why, language),
      });
  const names = lesson.sources.map(({ name, url }) => `${name}, ${url}`).join('; ');
  return names === '' ? judged : `${judged}\n\n${words('learn.source', { names })}`;
}

function tomorrow({ settings }: Deps, { now, citizen, profile }: Turn): number {
  const zone = zoneOfSubscriptions(profile.reach ?? {});
  return morningAfter({ after: now, days: 1, zone }, settings.reach, citizen);
}

function keep(turn: Turn, course: Course): void {
  turn.profile = withSubscriptions(turn.profile, { ...turn.profile.reach, course });
}

function withoutWaiting({ waiting, ...reach }: Subscriptions): Subscriptions {
  return waiting === 'digest' ? { ...reach, waiting } : reach;
}

function lessonAt(lessons: readonly Lesson[], index: number): Lesson {
  const lesson = lessons[Math.min(index, lessons.length - 1)];
  if (!lesson) throw new Error('there are no lessons in locales/lessons.yaml');
  return lesson;
}
