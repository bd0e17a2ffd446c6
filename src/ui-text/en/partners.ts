import type { Some, Words } from '../ui-text.ts';
import { withSentences } from '../with-sentences.ts';
import words from './partners.json' with { type: 'json' };

/** English: partners, referrals and report referrals. */
export const englishPartners: Pick<Words, 'board' | 'refer' | 'partners' | 'reports'> =
  withSentences(words, {
    board: {
      confirmHint: (status: string) =>
        `The post noted “${status}” in the name of your organisation. Confirm it if it is right, or choose the right status. What is confirmed without a note is not sent to citizens again.`,
      confirm: (status: string) => `Confirm: ${status}`,
      by: {
        post: (name?: string) => (name === undefined ? 'post' : `post (${name})`),
        record: (name?: string) =>
          name === undefined ? 'noted by the post' : `noted by the post (${name})`,
        partner: (name?: string) => (name === undefined ? 'partner' : `partner (${name})`),
        confirmed: (name: string) => `confirmed by the partner (${name})`,
      },
    },
    refer: {
      proposed: (name) => `${name} (proposed by a rule)`,
      proposal: (name: string) => `Proposed: ${name}`,
      why: {
        reviewer: (harm: string) => `${harm}, says a reviewer`,
        triage: (harm: string, share: number) => `${harm}, guessed by machine ${share}%`,
        topics: (harm: string) => `${harm}, by its topics`,
      },
      already: (reference) => `This case was passed on already: ${reference}.`,
      unread: (name: string) => `${name} (nobody can read it)`,
    },
    partners: {
      given: (name) => `For ${name}`,
      of: (name) => `: ${name}`,
      hours: (n) => `${n} hours`,
    },
    reports: {
      waiting: (n: number) => `${n} waiting`,
      masked: (n: number) => `${n} names were masked by the machine.`,
      hiddenPlaces: (n: number) => `${n} places are blacked out.`,
      pass: (name: string) => `Pass on to ${name}`,
      step: {
        asked: (by: string) => `${by} asked`,
        declined: (by: string) => `${by} did not pass it on`,
        passed: (by: string) => `${by} passed it on`,
      },
    },
  } satisfies Some<Words>);
