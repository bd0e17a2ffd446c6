import { type Citation, citedBy } from '../../domain/fact-checks/citation.ts';
import { pageOf } from '../../domain/fact-checks/page-of.ts';
import {
  authorsOf,
  type PublishedFactCheck,
  REMOVED_SAMPLE,
} from '../../domain/fact-checks/published-fact-check.ts';
import { defang } from '../../domain/text/links.ts';
import { maskPersonalData } from '../../domain/text/mask.ts';
import { shorten } from '../../domain/text/shorten.ts';
import { defaultLanguage, type StaffLanguage } from '../../i18n/languages.ts';
import { whyOf } from '../responses/verdict-text.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';

/** A fact-check as anyone may see it: nothing that a citizen wrote but the claim, and that masked. */
export type PublicView = ReturnType<typeof publicView>;

/** Whether anyone may see it: samples only where one tries Posko out, and none that was taken out. */
export function isPublic(
  { isSample, withdrawn }: PublicView,
  { showsSamples }: { showsSamples: boolean },
): boolean {
  return !isSample || (showsSamples && withdrawn === undefined);
}

type Seeing = Pick<FactCheckDeps, 'script' | 'settings'> & { shownIn?: StaffLanguage };

const MAX_TITLE = 240;
const MAX_CLAIM = 600;

/** What the public sees of a fact-check: no wordings of citizens, and no numbers of people in title and claim. */
export function publicView(seeing: Seeing, factCheck: PublishedFactCheck) {
  const { id, verdict, language, url, publishedAt, changedAt, version } = factCheck;
  const title = publicWords(factCheck.title, MAX_TITLE);
  const isOwn = factCheck.org === seeing.settings.post;
  const isWithdrawn = factCheck.retracted !== undefined;
  const citations: Citation[] = factCheck.citations ? citedBy(factCheck) : [];
  return {
    id,
    slug: slugOf(title, id),
    verdict,
    title,
    claim: publicWords(factCheck.claim ?? factCheck.title, MAX_CLAIM),
    /** What is true, in one or two sentences. */
    why: whyOf(seeing.script, seeing.shownIn ?? defaultLanguage, factCheck),
    /** The article in Markdown, where it is this post's own. */
    article: isOwn ? factCheck.article : undefined,
    /** The whole reasoning, where it is this post's own; another organisation's is read at its own address. */
    explanation: isOwn && factCheck.explanation ? defang(factCheck.explanation) : undefined,
    topic: factCheck.topic,
    org: authorsOf(factCheck),
    isOwn,
    isSample: factCheck.sample === true || factCheck.retracted === REMOVED_SAMPLE,
    language,
    /** What is wrong with it, by First Draft's types, and the kinds of files that it is about. */
    type: factCheck.type,
    media: [...new Set(factCheck.files?.map(({ kind }) => kind))],
    url: pageOf(url),
    citations: citations.map(({ asked: _, ...cited }) => cited),
    noSource: factCheck.noSource,
    publishedAt,
    expiresAt: factCheck.expiresAt,
    changedAt,
    version,
    corrections: Math.max(0, version - 1 - (isWithdrawn ? 1 : 0)),
    /** Who has signed it together, and when, if it is a joint statement. */
    signatories: factCheck.signatories,
    withdrawn: isWithdrawn ? defang(factCheck.retracted ?? '') : undefined,
  };
}

/** Where the page of a fact-check lies on the post's own site. */
export function pathOf({ slug, signatories }: Pick<PublicView, 'slug' | 'signatories'>): string {
  return `/${signatories ? 'pernyataan' : 'cek'}/${slug}`;
}

/** The fact-check with its claim as the public may read it, for texts that are made from it. */
export function masked(factCheck: PublishedFactCheck): PublishedFactCheck {
  const { claim, title } = factCheck;
  const words = { ...factCheck, title: maskPersonalData(title) };
  return claim === undefined ? words : { ...words, claim: maskPersonalData(claim) };
}

/** The id of the fact-check that an address speaks of; undefined where it speaks of none. */
export function idOfSlug(slug: string): string | undefined {
  const [, name = ''] = /--(.+)/s.exec(slug) ?? [];
  if (!name.startsWith('~')) return PLAIN_ID.test(name) ? name : undefined;
  const id = Buffer.from(name.slice(1), 'base64url').toString('utf8');
  return id === '' ? undefined : id;
}

/** Readable words from the title, then the id, which alone decides: the words may change. */
function slugOf(title: string, id: string): string {
  const plain = title.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const cut = words.length <= MAX_SLUG ? words : words.slice(0, MAX_SLUG).replace(/-[^-]*$/, '');
  const name = PLAIN_ID.test(id) ? id : `~${Buffer.from(id, 'utf8').toString('base64url')}`;
  return `${cut || 'cek-fakta'}--${name}`;
}

const MAX_SLUG = 70;
/** Ids like this stand in an address as they are. */
const PLAIN_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function publicWords(text: string, length: number): string {
  return defang(shorten(maskPersonalData(text), length));
}
