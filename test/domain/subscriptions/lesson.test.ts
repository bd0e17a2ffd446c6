import { expect, test } from 'vitest';
import { lessonSchema, lessonsSchema } from '../../../src/domain/subscriptions/lesson.ts';
import { loadScript } from '../../support/stage.ts';

const { lessons } = loadScript();

/** The first lesson, changed. */
function changed(changes: object): string {
  const [first] = lessons;
  const read = lessonSchema.safeParse({ ...first, ...changes });
  return read.success ? '' : read.error.issues.map(({ message }) => message).join('; ');
}

test('there are five to seven lessons, each with one right answer of two or three', () => {
  expect(lessons.length).toBeGreaterThanOrEqual(5);
  expect(lessons.length).toBeLessThanOrEqual(7);
  for (const { answers } of lessons) {
    expect(answers.filter(({ isRight }) => isRight)).toHaveLength(1);
  }
});

test('a lesson is told what is wrong with it', () => {
  const [first] = lessons;
  const answers = first?.answers ?? [];
  expect(changed({})).toBe('');
  expect(changed({ answers: answers.map((each) => ({ ...each, isRight: false })) })).toContain(
    'has 0 right answers',
  );
  expect(changed({ answers: answers.map((each) => ({ ...each, isRight: true })) })).toContain(
    `has ${answers.length} right answers`,
  );
  expect(changed({ answers: [answers[0], answers[0]] })).toContain('names two answers alike in id');
  expect(changed({ text: { id: 'a'.repeat(1020), en: 'b' } })).toContain('too long in id');
  expect(changed({ text: { id: 'a' } })).not.toBe('');
});

test('two lessons of one id are refused', () => {
  const [first, ...rest] = lessons;
  const read = lessonsSchema.safeParse({ lessons: [first, first, ...rest] });
  expect(read.error?.issues[0]?.message).toContain('two lessons of one id');
});

test('the right answer does not always stand in the same place', () => {
  const places = new Set(lessons.map(({ answers }) => answers.findIndex(({ isRight }) => isRight)));
  expect(places.size).toBeGreaterThan(1);
});

test('a sound course is read, and text and question have to fit above the buttons', () => {
  expect(lessonsSchema.safeParse({ lessons }).success).toBe(true);
  const question = { id: 'b'.repeat(94), en: 'b' };
  expect(changed({ text: { id: 'a'.repeat(900), en: 'a' }, question })).toBe('');
  expect(changed({ text: { id: 'a'.repeat(901), en: 'a' }, question })).toContain('too long in id');
});
