import type { Axis } from '../../record/chain.ts';
import { verdicts } from '../../review/fact-check.ts';
import { provinceNames } from '../../review/province.ts';
import { referableThreats } from '../../review/referral.ts';
import { threats } from '../../review/threats.ts';
import { topics } from '../../review/topics.ts';
import { weeks } from './month.ts';
import type { TableName } from './month-record.ts';

/** What was known once, but was erased with its time before it was counted. */
export const ERASED = 'erased';

const topic: Axis = { name: 'topic', values: [...topics, 'other'] };

/** What each table is told apart by; in each, neighbours alone are crossed. */
export const axesOf: Readonly<Record<TableName, readonly Axis[]>> = {
  asks: [
    { name: 'threat', values: [...threats, 'none', ERASED] },
    { name: 'week', values: weeks },
    { name: 'province', values: [...provinceNames, 'unnamed', ERASED] },
    { name: 'topic', values: [...topic.values, ERASED] },
    { name: 'outcome', values: [...verdicts, 'closed', 'open'] },
  ],
  told: [{ name: 'verdict', values: verdicts }, topic],
  messages: [
    { name: 'week', values: weeks },
    {
      name: 'kind',
      values: ['text', 'image', 'video', 'audio', 'document', 'other'],
    },
  ],
  searches: [
    { name: 'week', values: weeks },
    { name: 'tier', values: ['answer', 'confirm', 'none'] },
  ],
  referrals: [
    { name: 'threat', values: referableThreats },
    { name: 'end', values: ['waiting', 'answered', 'selesai', 'ditolak'] },
  ],
};
