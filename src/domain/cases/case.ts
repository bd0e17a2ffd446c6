import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import { citedSchema, MOST_CITATIONS, webAddress } from '../fact-checks/citation.ts';
import { factCheckSchema } from '../fact-checks/fact-check.ts';
import { verdictSchema } from '../fact-checks/verdicts.ts';
import { readSources } from '../messages/evidence.ts';
import closingTable from './closings.json' with { type: 'json' };
import { savedAnswerSchema } from './saved-answer.ts';
import { type Threat, threatLabels, triageSchema } from './threats.ts';
import { topics } from './topic-words.ts';
import { urgencySchema } from './urgency.ts';

const leaseSchema = z.object({ by: z.string(), until: z.number(), fence: z.number().int() });

/** Reasons to close a case without a verdict. */
export const closings = keysOf(closingTable);

const { article } = factCheckSchema.shape;

/** Points of the newsroom's checklists that the reviewer has ticked. */
const checked = z.array(z.string().max(120)).max(60).optional();

/** A reviewer's judgement of a case, as entered. */
export const decisionSchema = z.object({
  verdict: verdictSchema,
  summary: z.string().trim().min(10).max(600),
  url: webAddress.optional(),
  citations: z.array(citedSchema).max(MOST_CITATIONS).optional(),
  /** Reason for the missing source, if there is none. */
  noSource: z.string().trim().min(10).max(300).optional(),
  /** The claim in the reviewer's words, which is the title of the fact-check. */
  title: z.string().trim().min(1).max(600).optional(),
  article,
  org: z.string().trim().min(1).max(200).optional(),
  checked,
});
export type Decision = z.infer<typeof decisionSchema>;

const text = z.string().max(2000);
const texts = { title: text.optional(), quote: text.optional(), seenOn: text.optional() };
const draftedCitation = z.object({ url: text, ...texts });

/** A proposal before the present one, by which its changes can be seen. */
const earlier = z.object({ by: z.string(), decision: decisionSchema }).optional();

/** Unfinished judgement; any field may be missing or too short. */
export const draftSchema = z.object({
  by: z.string(),
  at: z.number(),
  verdict: verdictSchema.optional(),
  summary: z.string().max(2000).optional(),
  url: z.string().max(2000).optional(),
  citations: z.array(draftedCitation).max(MOST_CITATIONS).optional(),
  noSource: z.string().max(2000).optional(),
  title: z.string().max(2000).optional(),
  article,
  checked,
  earlier,
});
export type Draft = z.infer<typeof draftSchema>;

/** Judgement that waits for a second review; `attach` if it uses an existing fact-check. */
const proposalSchema = z.object({
  by: z.string(),
  at: z.number(),
  decision: decisionSchema,
  attach: z.object({ id: z.string(), version: z.number() }).optional(),
  earlier,
});

/** What can be undone, until when, and the announcement to withdraw then; a verdict is kept here until it is published. */
const undoSchema = z.object({
  until: z.number(),
  announcement: z.string(),
  decision: decisionSchema.optional(),
});

/** Open question of one or more tips; `fence` grows with every lease. */
export const caseSchema = z.object({
  id: z.string(),
  ticket: z.string(),
  status: z.enum(['open', 'published', 'closed', 'merged']),
  claim: z.string(),
  claimKey: z.string(),
  openedAt: z.number(),
  decidedAt: z.number().optional(),
  fence: z.number().int(),
  lease: leaseSchema.optional(),
  factCheck: z.string().optional(),
  mergedInto: z.string().optional(),
  /** Tips that came with a merge, which allow undoing it. */
  mergedTips: z.array(z.string()).optional(),
  /** `rehearsed` is what became of it in an exercise, where no verdict is published. */
  closing: z.enum([...closings, 'rehearsed']).optional(),
  draft: draftSchema.optional(),
  proposal: proposalSchema.optional(),
  undo: undoSchema.optional(),
  assignee: z.string().optional(),
  snoozedUntil: z.number().optional(),
  tags: z.array(z.string()).optional(),
  /** Threat chosen by a reviewer; without it the guesses of its tips count. */
  threat: z.enum(threatLabels).optional(),
  /** Urgency chosen by a reviewer; without it the guesses of its tips count. */
  urgency: urgencySchema.optional(),
  /** Topics from before a merge, a split or another threat, so that none of them hides one. */
  topics: z.array(z.enum(topics)).optional(),
  /** Hashes of excluded files: they do not belong to the claim, and the verdict ignores them. */
  apart: z.array(z.string()).optional(),
  /** What came near and is another claim, as a reviewer said: fact-checks by id, cases by ticket. */
  unlike: z.array(z.string()).optional(),
  /** Wordings of its tips, by key, that a reviewer lets lead to its verdict, or keeps from it. */
  wordings: z.object({ taken: z.array(z.string()), left: z.array(z.string()) }).optional(),
  /** Legal hold: keeps the case, its tips and their files until a time, but from retention alone. */
  hold: z.object({ until: z.number(), by: z.string(), reason: z.string().max(300) }).optional(),
  revision: z.number().int(),
});
export type Case = z.infer<typeof caseSchema>;

/** Where citizens say a message came from, and what worries them about it. */
export const sources = ['family', 'group', 'account', 'stranger', 'advert'] as const;
export const worries = ['money', 'health', 'election', 'safety', 'other'] as const;
/** What a citizen answers who does not accept a fact-check that the bot offers. */
export const refusals = ['no', 'none-of-these', 'not-this', 'unclear'] as const;
/** One forwarded item in question; personal data of third persons is masked in `text`. */
export const tipSchema = z.object({
  id: z.string(),
  case: z.string(),
  citizen: z.string().optional(),
  /** Ticket of its citizen; old tips only have that of their case. */
  ticket: z.string().optional(),
  /** Mark of an erased citizen: shows for an hour whether they ask the same again, nothing else. */
  person: z.string().optional(),
  /** Whether its erased citizen asked the same again, so that only the later tip counts. */
  isAskedAgain: z.boolean().optional(),
  text: z.string(),
  kind: z.string(),
  media: z.array(z.object({ sha256: z.string(), mime: z.string() })),
  links: z.array(z.string()),
  /** Words read or heard in the file; personal data is masked. */
  read: z.array(z.object({ source: z.enum(readSources), text: z.string() })).optional(),
  /** Word of a fact-checker's stamp on the picture. */
  stamp: z.string().optional(),
  forwardingScore: z.number().int(),
  at: z.number(),
  language: z.string(),
  source: z.enum(sources).optional(),
  link: z.string().optional(),
  region: z.string().optional(),
  worry: z.enum(worries).optional(),
  triage: triageSchema.optional(),
  urgency: urgencySchema.optional(),
  /** Stored but not used until its citizen lifts the restriction. */
  isRestricted: z.boolean().optional(),
  /** The citizen's answers to reviewers' questions; personal data is masked. */
  answers: z.array(z.object({ question: z.string(), text: z.string(), at: z.number() })).optional(),
  /** The fact-checks that the bot offered before it became a tip, and what the citizen answered. */
  offered: z.object({ factChecks: z.array(z.string()), answer: z.enum(refusals) }).optional(),
  /** What they answered to questions of flows, the latest by each name. */
  saved: z.array(savedAnswerSchema).optional(),
});
export type Tip = z.infer<typeof tipSchema>;

/** The fact-check that a case's own verdict is published as. */
export function ownFactCheckId({ ticket }: Pick<Case, 'ticket'>): string {
  return `posko-${ticket.toLowerCase()}`;
}

/** All files of a tip: those it came with, and those of its citizen's answers. */
export function filesOf({ media, saved = [] }: Pick<Tip, 'media' | 'saved'>): Tip['media'] {
  return [...media, ...saved.flatMap(({ files = [] }) => files)];
}

/** Letters and digits that nobody confuses when they are read aloud or copied. */
const ALPHABET = 'ACDEFGHJKMNPQRTUVWXY2346789';

/** Makes a ticket from random bytes; at least one character is a digit, so it is no word. */
export function toTicket(bytes: Uint8Array, length = 4): string {
  const signs = [...bytes.subarray(0, length)].map((byte) => ALPHABET[byte % ALPHABET.length]);
  if (!signs.some((sign) => sign !== undefined && sign >= '2' && sign <= '9')) {
    signs[1] = String(2 + ((bytes[length] ?? 0) % 8)).replace('5', '6');
  }
  return signs.join('');
}

/** Returns the ticket a citizen got for a tip: their own, or for old tips that of the case. */
export function ticketOf(tip: Pick<Tip, 'ticket'>, found: Pick<Case, 'ticket'>): string {
  return tip.ticket ?? found.ticket;
}

/** Reads a ticket as a citizen may have typed it; undefined if it cannot be one. */
export function readTicket(text: string): string | undefined {
  const typed = text.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const [, exercise, ticket] = /^(LATIHAN)?([A-Z0-9]{4,6})$/.exec(typed) ?? [];
  return exercise ? `${exercise}-${ticket}` : ticket;
}

/** Threat of a case: a reviewer's choice, or else what most of its tips were taken for. */
export type CaseThreat = NonNullable<ReturnType<typeof threatOf>>;

/** Returns the threat of a case; nothing if no guess was sure, or a reviewer denied it. */
export function threatOf(found: Pick<Case, 'threat'>, tips: readonly Pick<Tip, 'triage'>[]) {
  const said = found.threat;
  if (said === 'biasa') return undefined;
  const guesses = tips.flatMap((tip) => tip.triage ?? []);
  const threats = guesses.flatMap(({ threat }) => (threat === 'biasa' ? [] : threat));
  const threat = said ?? mostOften(threats);
  if (!threat) return undefined;
  const own = guesses
    .filter((guess) => guess.threat === threat)
    .sort((a, b) => b.certainty - a.certainty);
  const [surest] = own;
  return {
    threat,
    isByReviewer: said !== undefined,
    /** Number of such tips, certainty of the surest guess, and its signals, the strongest first. */
    tips: own.length,
    certainty: surest?.certainty ?? 0,
    signs: surest?.signs ?? [],
    words: surest?.words ?? [],
  };
}

/** Returns the first of the most frequent threats. */
function mostOften(all: readonly Threat[]): Threat | undefined {
  const alike = [...Map.groupBy(all, (threat) => threat)];
  return alike.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
