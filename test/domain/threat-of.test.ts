import { expect, test } from 'vitest';
import { threatOf } from '../../src/domain/cases/case.ts';
import type { ThreatLabel, Triage } from '../../src/domain/cases/threats.ts';
import { topicsOf } from '../../src/domain/cases/topics.ts';
import { aCase, aTip } from '../support/builders.ts';
import { priorityOf } from '../support/priority-of.ts';
import { MORNING } from '../support/stage.ts';

test('a case is what most of its tips were taken for, with the reasons of the surest', () => {
  const tips = [tip('kekerasan'), tip('penipuan', 0.7), tip('penipuan', 0.9, ['otp'])];
  expect(threatOf(aCase(), tips)).toEqual({
    threat: 'penipuan',
    isByReviewer: false,
    tips: 2,
    certainty: 0.9,
    signs: ['link'],
    words: ['otp'],
  });
});

test('what a reviewer says counts before all guesses, also that there is no threat', () => {
  const tips = [tip('penipuan'), tip('penipuan')];
  const said = threatOf(aCase({ threat: 'perundungan' }), tips);
  expect(said).toMatchObject({ threat: 'perundungan', isByReviewer: true, tips: 0 });
  expect(threatOf(aCase({ threat: 'biasa' }), tips)).toBeUndefined();
});

test('a guess that no longer holds counts for nothing', () => {
  expect(threatOf(aCase(), [tip('biasa', 0), aTip({ case: 'k' })])).toBeUndefined();
});

test('a threat brings its topic with it, also where a reviewer says otherwise later', () => {
  const tips = [tip('penipuan')];
  expect(topicsOf(aCase({ claim: 'Kabar' }), tips)).toEqual(['money']);
  expect(topicsOf(aCase({ claim: 'Kabar', threat: 'biasa' }), tips)).toEqual(['money']);
});

test('violence comes before bullying, and bullying before what does no harm', () => {
  const scores = (['pertanyaan', 'perundungan', 'kekerasan'] as const).map((threat) => {
    const found = aCase({ claim: 'Kabar' });
    const ranking = { now: MORNING, serviceMs: 3_600_000 };
    return priorityOf(found, [tip(threat)], ranking).score;
  });
  expect(scores).toEqual([...scores].sort((a, b) => a - b));
  expect(new Set(scores).size).toBe(3);
});

function tip(threat: ThreatLabel, certainty = 0.8, words: string[] = []) {
  const triage: Triage = { threat, certainty, signs: ['link'], words };
  return aTip({ case: 'k', triage });
}
