import { z } from 'zod';
import { staffLanguages, wholeText } from '../../i18n/languages.ts';
import { paragraph } from '../text/plain-text.ts';

/** Limits of a WhatsApp button, of the body above buttons, and of a readable text. */
const MAX_LABEL = 20;
const MAX_BODY = 1024;
const MAX_WHY = 400;

const words = (most: number) => wholeText(paragraph(most));

const answerSchema = z.strictObject({
  label: words(MAX_LABEL),
  isRight: z.boolean().default(false),
  why: words(MAX_WHY),
});

/** Short message with one question; each answer explains why it is right or wrong. */
export const lessonSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/, 'must be lower-case words joined by hyphens'),
    text: words(MAX_BODY),
    question: words(200),
    answers: z.array(answerSchema).min(2).max(3, 'must have at most 3 answers, one for a button'),
    sources: z
      .array(
        z.strictObject({ name: z.string().min(1).max(120), url: z.url({ protocol: /^https$/ }) }),
      )
      .max(3)
      .default([]),
  })
  .superRefine((lesson, context) => {
    for (const fault of lessonFaults(lesson)) context.addIssue({ code: 'custom', message: fault });
  });
export type Lesson = z.infer<typeof lessonSchema>;

/** Course: few enough lessons to finish, in order. */
export const lessonsSchema = z
  .strictObject({
    lessons: z
      .array(lessonSchema)
      .min(5, 'must have at least 5 lessons')
      .max(10, 'must have at most 10 lessons'),
  })
  .refine(({ lessons }) => new Set(lessons.map(({ id }) => id)).size === lessons.length, {
    message: 'has two lessons of one id',
  });

function lessonFaults({
  id,
  text,
  question,
  answers,
}: Pick<Lesson, 'id' | 'text' | 'question' | 'answers'>): string[] {
  const right = answers.filter(({ isRight }) => isRight).length;
  const faults = right === 1 ? [] : [`"${id}" has ${right} right answers; it needs one`];
  for (const language of staffLanguages) {
    // Adds the lesson's number and the space between the parts.
    const length = text[language].length + question[language].length + 30;
    if (length > MAX_BODY) {
      faults.push(
        `"${id}" is too long in ${language}: text and question share ${MAX_BODY} characters`,
      );
    }
    const labels = new Set(answers.map(({ label }) => label[language].toLowerCase()));
    if (labels.size < answers.length) faults.push(`"${id}" names two answers alike in ${language}`);
  }
  return faults;
}
