import { expect, test } from 'vitest';
import { newWordings } from '../../src/services/fact-checks/new-wordings.ts';
import { aTip } from '../support/builders.ts';

const CLAIM = 'Semua bank tutup sebulan mulai besok';
const SAME = 'Mulai besok semua bank tutup sebulan';

test.for([
  ['two citizens', 2, ['ani', 'budi']],
  ['one citizen twice', 1, ['ani', 'ani']],
  ['one citizen and somebody who is erased', 1, ['ani', undefined]],
] as const)('a wording that came from %s counts as that of %i', ([, count, senders]) => {
  const tips = senders.map((citizen) =>
    aTip({ case: 'c', text: SAME, ...(citizen && { citizen }) }),
  );
  const ground = { claims: [CLAIM], isForTwo: false };
  const [wording] = newWordings({ claim: CLAIM }, tips, ground);
  expect(wording).toMatchObject({ fits: true, senders: count, isTaken: count > 1 });
});
