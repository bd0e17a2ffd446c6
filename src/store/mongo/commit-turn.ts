import { randomUUID } from 'node:crypto';
import { trusted } from 'mongoose';
import { interestOf } from '../../domain/citizens/profile.ts';
import { jakartaDay } from '../../domain/time/jakarta-day.ts';
import type { TurnChange, TurnCommit } from '../../ports/commit.ts';
import { applyChange } from './changes.ts';
import type { CitizenRow, DeliveryRow, ReplyRow, Unanswered } from './citizen-schemas.ts';
import type { Parts } from './citizens.ts';
import { lastChange } from './counters.ts';
import type { Addend } from './daily-counters.ts';
import { findNewer, markAnswered } from './mark-answered.ts';
import { Stale, transact } from './transact.ts';

/** More replies than a turn can have; a reply's position is revision times this, plus its index. */
export const PLACES = 1000;

/** Commits a turn in one conditional write of the citizen; as a transaction only if it also changes cases, or erases. */
export async function commitTurn(parts: Parts, commit: TurnCommit): Promise<void> {
  const { models } = parts;
  const { citizen, revision, casesSeen } = commit;
  const row = await models.citizens.findOne({ _id: citizen }).lean();
  if (row?.revision !== revision) throw new Stale();
  if (row.unsettled) await markAnswered(parts, row, row.unsettled);
  const unsettled = unsettledBy(parts, commit, row);
  if ((await findNewer(models, unsettled.told)).length > 0) throw new Stale();
  const others = othersIn(commit);
  const write = { commit, row, unsettled };
  if (others.length === 0) await writeTurn(parts, write);
  else {
    await transact(models.connection, async () => {
      // Every new case writes this number too, so that of two at once one starts again.
      const isOutrun = casesSeen !== undefined && (await lastChange(models)) > casesSeen;
      if (isOutrun) throw new Stale();
      await writeTurn(parts, write);
      for (const change of others) await applyChange(parts, row, change);
    });
  }
  const after = { ...row, revision: revision + 1, farewell: isForgotten(commit) };
  await markAnswered(parts, after, unsettled);
}

function isForgotten({ changes }: TurnCommit): boolean {
  return changes.some(({ type }) => type === 'forget');
}

/** Returns changes to other collections; consents last, because turns conflict over cases. */
function othersIn({ changes }: TurnCommit): TurnChange[] {
  const others = changes.filter(({ type }) => type !== 'told');
  return others.toSorted((a, b) => Number(a.type === 'consent') - Number(b.type === 'consent'));
}

interface Write {
  commit: TurnCommit;
  row: CitizenRow;
  /** Work left for afterwards. */
  unsettled: Unanswered;
}

async function writeTurn({ models, seal }: Parts, { commit, row, unsettled }: Write) {
  const { profile, conversation, due, replies, now, revision } = commit;
  const entries = replies.map(
    (reply, n): ReplyRow => ({
      reply: reply.id,
      place: revision * PLACES + n,
      content: seal.close(row.salt, reply),
      state: 'waiting',
      attempts: 0,
      claim: 0,
      version: 0,
      nextAt: now,
      createdAt: now,
    }),
  );
  const interest = interestOf(profile);
  const isLeaving = isForgotten(commit);
  const { matchedCount } = await models.citizens.updateOne(
    {
      _id: row._id,
      life: row.life,
      revision,
      'outbox.reply': trusted({ $nin: replies.map(({ id }) => id) }),
    },
    {
      $set: {
        state: seal.close(row.salt, { profile, conversation }),
        told: isLeaving ? [] : withTold(row.told, unsettled.told),
        ...(due === null || isLeaving ? {} : { due }),
        ...(isLeaving ? { farewell: true } : {}),
        ...(interest === null ? {} : { interest }),
        isUnsettled: true,
        unsettled,
      },
      $unset: {
        ...(due === null || isLeaving ? { due: 1 } : {}),
        ...(interest === null ? { interest: 1 } : {}),
        begun: 1,
      },
      $inc: { revision: 1 },
      $push: { outbox: { $each: entries } },
    },
  );
  if (matchedCount === 0) throw new Stale();
}

/** Returns the pending writes of a turn to other collections. */
function unsettledBy({ seal }: Parts, commit: TurnCommit, { salt }: CitizenRow): Unanswered {
  const { tallies, now, done, aside = [], changes } = commit;
  const addend: Addend = { id: randomUUID(), day: jakartaDay(now), tallies };
  return {
    done: [...done],
    ...(aside.length > 0 && { aside: [...aside] }),
    told: changes.flatMap((change) => (change.type === 'told' ? [change.told] : [])),
    ...(Object.keys(tallies).length > 0 && { addend: seal.close(salt, addend) }),
  };
}

/** Returns the highest delivered version of each fact-check, and when it was last delivered. */
function withTold(known: readonly DeliveryRow[], fresh: readonly DeliveryRow[]): DeliveryRow[] {
  const told = new Map(known.map((each) => [each.factCheck, each]));
  for (const { factCheck, version, at } of fresh) {
    const highest = Math.max(version, told.get(factCheck)?.version ?? 0);
    told.set(factCheck, { factCheck, version: highest, at });
  }
  return [...told.values()];
}
