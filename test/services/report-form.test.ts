import { expect, test } from 'vitest';
import { readForm } from '../../src/services/actions/report-answers.ts';
import { consentText } from '../../src/services/responses/consent-text.ts';
import { aTurnWith, deps } from '../support/report-stage.ts';

const SHOWN = consentText(deps, 'identity', { language: 'id' }).version;
const NAME = 'Siti Aminah';

test.for([
  ['as they are', NAME, SHOWN],
  ['as they were before', undefined, 'LAMA22'],
  ['not shown at all', undefined, ''],
] as const)(
  'a name in a form is kept under words of consent %s: %s',
  async ([, name, identity]) => {
    const form = {
      ...{
        form: 'report',
        threat: 'hate',
        account: 'Juru kampanye menghina suku kami di panggung.',
      },
      ...{ day: '2026-11-23', province: 'Bali', evidence: 'https://video.example/abc' },
      ...{ reporter: `${NAME}, Jalan Melati 3, Denpasar`, identity, reminders: '' },
    };
    const turn = aTurnWith();
    const parts = { ...deps, store: {}, randomBytes: (length: number) => new Uint8Array(length) };
    await readForm.run(parts as never, turn, { form: JSON.stringify(form) });
    const [report] = turn.profile.reports ?? [];
    expect(report?.threat).toBe('hate');
    expect(report?.reporter?.name).toBe(name);
  },
);
