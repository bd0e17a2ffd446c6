import type { Case } from '../../domain/cases/case.ts';
import outcomes from '../../domain/cases/status-outcomes.json' with { type: 'json' };
import { threats } from '../../domain/cases/threats.ts';
import { topics } from '../../domain/cases/topic-words.ts';
import type { Axis, Entry } from '../../domain/disclosure/aggregation-chain.ts';
import { verdicts } from '../../domain/fact-checks/verdicts.ts';
import type { Message } from '../../domain/messages/message.ts';
import kindTable from '../../domain/messages/message-kinds.json' with { type: 'json' };
import names from '../../domain/partners/partner-names.json' with { type: 'json' };
import { type ReferralStatus, referableThreats } from '../../domain/partners/referral.ts';
import { provinceNames } from '../../domain/text/province.ts';
import { weeks } from '../../domain/time/month.ts';
import type { TableName } from './monthly-report.ts';

/** What was known once, but was erased with its time before it was counted. */
export const ERASED = 'erased';

/** How far a referral is at the end of a month, by its status. */
export const endOfStatus: Readonly<Record<ReferralStatus, string>> = names.statuses;

/** Under which kind a message is counted. */
export const kindOfMessage: Readonly<Record<Message['kind'], string>> = kindTable;

/** What came of a case that has no verdict of its own that stands. */
export const outcomeOfStatus: Readonly<Record<Case['status'], string>> = outcomes;

const topicValues = [...topics, 'other'] as const;

/** What each table is told apart by; in each, neighbours alone are crossed. */
export const axesOf = {
  asks: [
    { name: 'threat', values: [...threats, 'none', ERASED] },
    { name: 'week', values: weeks },
    { name: 'province', values: [...provinceNames, 'unnamed', ERASED] },
    { name: 'topic', values: [...topicValues, ERASED] },
    { name: 'outcome', values: [...verdicts, ...valuesOf(outcomeOfStatus).toSorted()] },
  ],
  told: [
    { name: 'verdict', values: verdicts },
    { name: 'topic', values: topicValues },
  ],
  messages: [
    { name: 'week', values: weeks },
    { name: 'kind', values: valuesOf(kindOfMessage) },
  ],
  searches: [
    { name: 'week', values: weeks },
    { name: 'tier', values: ['answer', 'confirm', 'several', 'none'] },
  ],
  referrals: [
    { name: 'threat', values: referableThreats },
    { name: 'end', values: valuesOf(endOfStatus) },
  ],
} as const satisfies Readonly<Record<TableName, readonly Axis[]>>;

type AxisOf<T extends TableName> = (typeof axesOf)[T][number];

/** Something counted in a table; a value that none of its axes has does not compile. */
export interface TableEntry<T extends TableName> extends Entry {
  of: { [A in AxisOf<T> as A['name']]: A['values'][number] };
}

/** The values of a table of states, each once, in its order. */
function valuesOf<V extends string>(table: Readonly<Record<string, V>>): readonly V[] {
  return [...new Set(Object.values(table))];
}
