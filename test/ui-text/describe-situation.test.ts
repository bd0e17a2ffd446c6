import { expect, test } from 'vitest';
import { defaultSettings } from '../../src/domain/settings/settings.ts';
import type { Situation } from '../../src/services/situation/count-situation.ts';
import { summariseSituation } from '../../src/ui-text/describe-situation.ts';
import { deskWords } from '../../src/ui-text/ui-text.ts';

test('a letter gives each total of the situation under its own name, what is urgent of every kind together', () => {
  const tables = {
    asks: [{ count: 5 }, { count: 6 }],
    referrals: [{ count: 3 }, { count: 4 }],
    answers: [{ late: 1 }, { late: 2 }],
    open: [
      { urgency: 'life', cases: 1, reports: 20, referrals: 400 },
      { urgency: 'hour', cases: 2, reports: 30, referrals: 500 },
      { urgency: 'usual', cases: 9, reports: 9, referrals: 9 },
    ],
  };
  const situation = { tables } as unknown as Situation; // as much of it as the letter reads
  const site = { ...defaultSettings.site, address: 'https://posko.example' };
  const place = { post: 'Posko Uji', site };
  const { subject, text } = summariseSituation(situation, deskWords.en, place);
  expect(subject).toContain('[Posko Uji]');
  expect(text).toContain('11 questions of citizens, 7 referrals, 3 answers late.');
  expect(text).toContain('421 about somebody’s life, 532 within the hour');
  expect(text).toContain('https://posko.example/review/situation');
});
