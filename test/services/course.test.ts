import { expect, test } from 'vitest';
import { beginCourse, judgeAnswer } from '../../src/services/actions/course.ts';
import { aTurnWith, deps, script } from '../support/report-stage.ts';

test('a lesson that is answered twice counts once', async () => {
  const [lesson] = script.lessons;
  const right = lesson?.answers.findIndex(({ isRight }) => isRight);
  const turn = aTurnWith();
  turn.profile = { ...turn.profile, reach: { course: { next: 0, right: 0, isDaily: false } } };
  const answer = () => judgeAnswer.run(deps, turn, { picked: `${lesson?.id}:${right}` });
  expect(await answer()).toMatchObject({ values: { right: 1 } });
  expect(await answer()).toMatchObject({ values: { right: 1 } });
  expect(turn.profile.reach?.course).toMatchObject({ next: 1, right: 1 });
});

test.for([
  ['one a day', true, { chosen: 'one-a-day' }],
  ['all at once', false, { chosen: 'at-once' }],
  ['nothing', false, {}],
] as const)('whoever chose %s gets a lesson every day: %s', async ([, isDaily, values]) => {
  const turn = aTurnWith();
  await beginCourse.run(deps, turn, values);
  expect(turn.profile.reach?.course).toMatchObject({ next: 0, isDaily });
});
