import { verdicts } from '../domain/fact-checks/verdicts.ts';
import type { Some } from '../ui-text/ui-text.ts';
import { withSentences } from '../ui-text/with-sentences.ts';
import words from './text-en.json' with { type: 'json' };
import type { ConsoleWords } from './text-id.ts';

/** The terminal console in English. */
export const englishConsole: ConsoleWords = withSentences(words, {
  titles: {
    search: (text) => `Search fact-checks: ${text}`,
  },
  standing: {
    heldBy: (name, time) => `HELD BY ${name} until ${time}`,
    published: (verdict) => `decided: ${verdict}`,
    closed: (why) => `closed: ${why}`,
    snoozed: (time) => `snoozed until ${time} (w wakes it)`,
    proposal: (name, verdict) => `Proposal by ${name}: ${verdict} (y approve, b send back)`,
    draft: (name, time, begun) => `Draft by ${name}, ${time}: ${begun} (e goes on)`,
  },
  marks: {
    proposedBy: (name) => `proposed by ${name}`,
  },
  sections: {
    wordings: (n) => `Wordings (${n} ${n === 1 ? 'report' : 'reports'})`,
  },
  tip: {
    sameAs: (numbers, of) => `${numbers} (same as ${of})`,
    source: (source) => `from ${source}`,
    link: (link) => `seen at: ${link}`,
    worry: (worry) => `worried about ${worry}`,
    files: (mimes) => `files: ${mimes}`,
    read: (source, text) =>
      `${{ picture: 'in the picture', document: 'in the document', speech: 'said' }[source]}: ${text}`,
    answer: (question, text) => `asked: ${question} — answered: ${text}`,
  },
  filters: {
    shown: (filters) => `Filter: ${filters} (Esc clears it)`,
    text: (text) => `words “${text}”`,
    topic: (topic) => `topic ${topic}`,
  },
  more: (n) => `↓ ${n} more ${n === 1 ? 'line' : 'lines'} (j)`,
  form: {
    change: `(1-${verdicts.length} change it)`,
    preview: (n) => `Message to citizens · ${n} characters`,
  },
  problems: {
    gap: (gap) => `A gap is still open: ${gap}`,
    title: (n) => `The title is too long (${n}).`,
    long: (n, most) => `The reason is too long: ${n}/${most}.`,
    noCandidate: (key) => `There is no candidate ${key}.`,
    store: (why) => `The store does not answer: ${why}`,
  },
  refused: {
    unknown: (ticket) => `There is no case ${ticket}.`,
    taken: (ticket, name, time) => `${name} holds ${ticket} until ${time}.`,
    decided: (ticket, status) => `${ticket} is ${status} already.`,
    lost: (ticket) =>
      `${ticket} is not yours any more: the time is over. Take it again; what you wrote stays.`,
    why: (ticket, why) => `${ticket}: ${why}`,
  },
  told: {
    snooze: (time) => `snoozed until ${time}.`,
    assigned: (name) => `for ${name}.`,
    'hand-over': (name) => `handed over to ${name}.`,
    tags: (tags) => `tags: ${tags}.`,
    threat: (threat) => `likely harm: ${threat}.`,
    at: (time) => `Citizens are told at ${time}.`,
    all: (n, of) => `${n} of ${of} cases are changed.`,
  },
  undo: (ticket, seconds) => `u takes ${ticket} back (${seconds} s left)`,
  leave: {
    unkept: (ticket) =>
      `The draft of ${ticket} is not kept. It stays on this screen until you quit.`,
    kept: (ticket) => `The draft of ${ticket} is kept, and the case stays with you (list 2).`,
    losing: (tickets) => `The draft of ${tickets} is not kept and will be lost.`,
    holding: (tickets) => `You hold ${tickets}.`,
  },
  figures: {
    decided: (name) => `Decided by ${name} today`,
  },
} satisfies Some<ConsoleWords>);
