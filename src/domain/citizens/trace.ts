import type { z } from 'zod';
import { HOUR } from '../time/jakarta-day.ts';
import { newProfile, type Profile, profileSchema, refilledAt } from './profile.ts';

/** Trace that outlives an erasure for a time: a block and used allowances, with coarse times. */
export const traceSchema = profileSchema.pick({ block: true, spent: true, allowance: true });
export type Trace = z.infer<typeof traceSchema>;

const MINUTE = 60_000;

/** The trace that a citizen leaves, and when nothing of it counts any more. */
export function traceOf({ block, spent, allowance }: Profile): { trace: Trace; expiresAt: number } {
  const { minute, day, at } = allowance;
  const left = { minute: Math.floor(minute), day: Math.floor(day) };
  const coarse = { ...allowance, ...left, at: ceil(at, MINUTE) };
  const trace: Trace = {
    ...(block && { block: { ...block, until: ceil(block.until, HOUR) } }),
    ...(spent && { spent: { ...spent, until: ceil(spent.until, HOUR) } }),
    allowance: coarse,
  };
  const ends = [trace.block?.until ?? 0, trace.spent?.until ?? 0, refilledAt(coarse)];
  return { trace, expiresAt: ceil(Math.max(...ends), HOUR) };
}

/** The profile of somebody who writes again, under whatever block and with as little of allowances as their traces say. */
export function takeOver(profile: Profile, traces: readonly Trace[], now: number): Profile {
  let taken = profile;
  for (const { block, spent, allowance } of traces) {
    const isLonger = block && block.until > Math.max(now, taken.block?.until ?? 0);
    const isLess = refilledAt(allowance) > Math.max(now, refilledAt(taken.allowance));
    const isMore = spent && spent.until > now && sumOf(spent) > sumOf(taken.spent);
    if (isLonger) taken = { ...taken, block };
    if (isLess) taken = { ...taken, allowance };
    if (isMore) taken = { ...taken, spent };
  }
  return taken;
}

export function erasedProfile(profile: Profile, now: number): Profile {
  return takeOver(newProfile(profile.language, now), [traceOf(profile).trace], now);
}

/** The profile with tips and reports counted as spent that are about to be unknown; `until` is when the last of them is a day old. */
export function spendReports(
  profile: Profile,
  { tips, reports, until }: NonNullable<Profile['spent']>,
  now: number,
): Profile {
  const known = spentOf(profile, now);
  const sum = { tips: known.tips + tips, reports: known.reports + reports };
  if (sum.tips + sum.reports === 0) return profile;
  return { ...profile, spent: { ...sum, until: Math.max(known.until, until) } };
}

/** What is spent of today's reports besides those that are known. */
export function spentOf({ spent }: Profile, now: number): NonNullable<Profile['spent']> {
  return spent && spent.until > now ? spent : { tips: 0, reports: 0, until: 0 };
}

function sumOf(spent: Profile['spent']): number {
  return spent ? spent.tips + spent.reports : 0;
}

function ceil(time: number, step: number): number {
  return Math.ceil(time / step) * step;
}
