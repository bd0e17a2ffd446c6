import { z } from 'zod';
import { aCase, aTip } from '../../support/builders.ts';
import { aZip } from '../../support/make-documents.ts';
import { loadScript } from '../../support/stage.ts';
import { PLAIN } from './plain-readers.ts';
import {
  aLine,
  answeredScam,
  aPost,
  aReply,
  aReport,
  aWebhook,
  linesOf,
  seenWords,
} from './shapes.ts';

/** A function of ours, however it is typed. */
export type Read = (...given: unknown[]) => unknown;

/** A scam is read for its numbers too. */
function toldOf(read: Read, text: string): unknown[] {
  const draft = aReport(text);
  return [read(draft, text, MORNING), read({ ...draft, threat: 'scam' }, text, MORNING)];
}

const MORNING = Date.UTC(2026, 5, 1);
const SCRIPT = loadScript();
const HUGE = 2 ** 28;
const SHORT = 'Bank tutup tiga hari';
const MASKS = Array.from({ length: 200 }, (_, at) => ({ field: 'account', at: at * 9, length: 4 }));
const NO_QUESTION = { options: [], frame: { values: {} }, holds: true, hears: false };
const DOCUMENTS = {
  store: { documents: { get: async () => undefined, put: async () => 'saved' } },
  clock: { now: () => MORNING },
};
const OPTIONS = [{ names: ['Ya, boleh', 'ya'] }, { names: ['Tidak', 'jangan'] }];

/** Functions that need more than a text, and how they are called with one. */
const CALLED: Readonly<Record<string, (read: Read, text: string) => unknown>> = {
  'i18n/choose.ts choose': (read, text) => read(OPTIONS, text, ['dong', 'kak']),
  'i18n/choose.ts consistsOf': (read, text) => read(text.split(' '), ['ya', 'boleh']),
  'i18n/command.ts findCommand': (read, text) => read(SCRIPT.locales, text),
  'i18n/command.ts findPleasantry': (read, text) => read(SCRIPT.locales, text),
  'i18n/choose.ts isTypo': (read, text) => read(text, `${text}a`),
  'matching/same-word.ts mayBeSameWord': (read, text) => read(text, `${text}b`, true),
  'matching/same-word.ts isAbbreviation': (read, text) => read(text, `${text}b`),
  'matching/spelling.ts isSlip': (read, text) => read(text, `${text}b`),
  'matching/spelling.ts differing': (read, text) => read(text, `${text}b`),
  'matching/compare-roles.ts readVoice': (read, text) => read(text, text),
  'domain/text/csv.ts toCsv': (read, text) => read([[text]]),
  'domain/cases/queue-filter.ts readFilter': (read, text) => read(() => text),
  'domain/text/mask.ts maskPersonalData': (read, text) => read(`Nama: ${text}`),
  'domain/accounts/password-rules.ts findPasswordProblem': (read, text) => read(text, text),
  'domain/text/mask-names.ts maskKnown': (read, text) => read(text, ['Budi Contoh']),
  'domain/text/province.ts namesProvince': (read, text) => read(text, 'Jawa Barat'),
  'domain/time/parse-when.ts readWhen': (read, text) => read(text, { now: MORNING, zone: 'WIB' }),
  'domain/cases/topics.ts isAbout': (read, text) => read(text, 'health'),
  'matching/links/look-alike.ts findFalseNames': (read, text) => read([text]),
  'triage/read-features.ts findSigns': (read, text) => read(text, [], []),
  'imports/plain-text.ts rawElements': (read, text) => [
    ...(read(text, 'script') as Iterable<unknown>),
  ],
  'imports/read-document.ts readClaimReviews': (read, text) =>
    read({ '@type': 'ClaimReview', url: text, claimReviewed: text, name: text }, {}),
  'imports/read-feed.ts readFeed': (read, text) =>
    read(`<rss><channel><item><title>${text}</title></item></channel></rss>`, undefined),
  'imports/read-document.ts readGoogle': (read, text) =>
    read(JSON.stringify({ claims: [{ text }] })),
  'imports/read-document.ts googleAddress': (read, text) => read('https://a.id', text, text),
  'imports/read-document.ts isWordpress': (read, text) => read([{ title: { rendered: text } }]),
  'imports/read-document.ts readWordpress': (read, text) => read([aPost(text)], 'Posko'),
  'imports/read-rows.ts readRows': async (read, text) => {
    const row = JSON.stringify({ [text]: text, title: text, url: text, narratives: text });
    for (const [given, format] of [[row, 'jsonl'] as const, [`${text}\n${text}`, 'csv'] as const]) {
      const rows = read(Buffer.from(given), format) as AsyncIterable<unknown>;
      await Array.fromAsync(rows).catch(() => {}); // not every text is sound CSV
    }
  },
  'imports/to-row.ts toRow': (read, text) =>
    read(1, { id: text, title: text, verdict: text, media: text, narratives: [text], url: text }),
  'channels/cloud-api/read-operator-news.ts readOperatorNews': (read, text) =>
    read('account_update', { event: text, message_template_name: text, reason: text }, 0),
  'channels/cloud-api/read-webhook.ts readWebhook': (read, text) =>
    read(aWebhook(text), { accounts: ['1'], now: MORNING }),
  'channels/cloud-api/write-message.ts writeCloudMessage': (read, text) =>
    read({ chat: '62', channel: 'c', account: 'a', sender: '62' }, aReply(text), {
      listButton: 'x',
    }),
  'channels/baileys/jid.ts addressOf': (read, text) => read('posko', { remoteJid: text }),
  'matching/fits-both-ways.ts fitBothWays': (read, text) => [
    read(text, [`${text} b`]),
    read(SHORT, [text]),
    read(text, [SHORT]),
  ],
  'matching/measure-retelling.ts sharedWords': (read, text) => read(...seenWords(text)),
  'matching/says-other.ts isTellingInPicture': (read, text) => read(text),
  'matching/says-other.ts addsWords': (read, text) => read(...seenWords(text)),
  'matching/says-other.ts deniesOther': (read, text) => read(...seenWords(text)),
  'matching/says-other.ts saysOther': (read, text) => read(...seenWords(text)),
  'matching/choose-tier.ts spareGenuine': (read, text) => read(...answeredScam(text)),
  'matching/words-beyond.ts rootOf': (read, text) => read(text),
  'matching/words-beyond.ts wordsBeyond': (read, text) => [read(text, SHORT), read(SHORT, text)],
  'domain/partners/platform.ts platformsOf': (read, text) => read([text]),
  'domain/partners/black-out.ts placesOf': (read, text) => [
    read(aReport(text), 'a'),
    read(aReport(text), text.slice(0, 80)),
  ],
  'domain/partners/black-out.ts blackOut': (read, text) => read(text, MASKS, { field: 'account' }),
  'domain/text/mask-names.ts maskNames': (read, text) => [read(text, ['Siti']), read(text, [text])],
  'domain/text/mask-names.ts ownNamesIn': (read, text) => read([text, `nama saya ${text}`]),
  'domain/cases/topics.ts topicsIn': (read, text) => read([text, `b ${text}`]),
  'triage/trouble/own-trouble.ts findOwnTrouble': (read, text) => read(text, false),
  'triage/trouble/own-trouble.ts mayBeOwnStory': (read, text) => read(text, false),
  'triage/urgency/find-urgency.ts findUrgency': (read, text) => read(text, false),
  'services/fact-checks/new-wordings.ts fitWording': (read, text) => read(text, [`${text} b`]),
  'services/fact-checks/learn-wordings.ts ownWordings': (read, text) =>
    read(
      { found: aCase({ claim: text }), tips: [aTip({ case: '1', text: `${text} b` })] },
      { settings: { secondPerson: [] }, title: SHORT },
    ),
  'services/cases/checklists.ts setPoints': (read, text) =>
    read(DOCUMENTS, { topic: 'health', text, by: 'edi' }),
  'services/cases/mentions.ts namedIn': (read, text) => read(text, [{ name: 'Siti' }]),
  'services/cases/open-case-index.ts learnWording': (read, text) => read([`${text} b`], text),
  'channels/cloud-api/errors.ts readFault': (read, text) =>
    read({ code: 1, title: text, fbtrace_id: text, error_data: { details: text } }, [text]),
  'channels/cloud-api/read-message.ts readCloudMessage': (read, text) =>
    read(
      { id: text, type: 'document', timestamp: 1, document: { id: text, filename: text } },
      { account: '1', now: MORNING },
    ),
  'channels/cloud-api/cloud-sender.ts referenceOf': (read, text) =>
    read({ messages: [{ id: text }] }),
  'terminal/press-key.ts readNumbers': (read, text) => read(text, [{ key: 'a' }]),
  'web/desk/case/wordings-part.ts markWords': (read, text) => [
    read(text, ['bank', 'a']),
    read(text, text.slice(0, 5000).split(' ')),
  ],
  'matching/word-print.ts toWordPrint': (read, text) => read({ text, unsure: [text] }),
  'matching/word-print.ts tellsOther': (read, text) => read(text, text),
  'media/dangers/find-danger.ts findDanger': (read, text) => read(Buffer.from(text)),
  'media/documents/decode-text.ts decodeText': (read, text) => read(Buffer.from(text)),
  'media/reading/read-file.ts nameClosed': (read, text) =>
    read(Buffer.from(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${text}`, 'latin1')),
  'media/documents/read-zip.ts isZip': (read, text) => read(Buffer.from(text)),
  'media/documents/read-zip.ts readZip': (read, text) => read(Buffer.from(`PK\x03\x04${text}`)),
  'media/documents/read-zip.ts isOffice': (read, text) => read([text]),
  'media/documents/read-office.ts readOffice': (read, text) =>
    read(aZip({ 'word/document.xml': `<w:p><w:t>${text}` })),
  'media/reading/read-document.ts toDocument': (read, text) => read(text),
  'media/documents/written-in-letters.ts fromHex': (read, text) => read(Buffer.from(text), HUGE),
  'media/documents/written-in-letters.ts fromBase85': (read, text) => read(Buffer.from(text), HUGE),
  'http/guarded-fetch.ts toGuardedUrl': (read, text) => read(text, {}),
  'crypto/create-secrets.ts totpStep': (read, text) =>
    read('ABC', text, { now: MORNING, after: 0 }),
  'services/accounts/recovery-codes.ts recoveryDigest': (read, text) => read('r', text),
  'services/duty/local-time.ts readLocal': (read, text) => read(text, 'WIB'),
  'services/actions/note-answers.ts sourceIn': (read, text) =>
    read(text, () => ['grup', 'keluarga']),
  'domain/reports/report-form.ts readReportForm': (read, text) => {
    const fields = { account: text, day: text, province: text, evidence: text, reporter: text };
    return [read(text), read(JSON.stringify({ form: 'report', threat: 'scam', ...fields }))];
  },
  'domain/text/parse-json.ts parseJson': (read, text) => [
    read(z.unknown(), text),
    read(z.object({ text: z.string() }), JSON.stringify({ text })),
  ],
  'domain/reports/read-told.ts readStory': (read, text) => toldOf(read, text),
  'domain/reports/read-told.ts readOccasion': (read, text) => toldOf(read, text),
  'domain/reports/read-told.ts readDetails': (read, text) => toldOf(read, text),
  'domain/reports/put-right.ts putRight': (read, text) => toldOf(read, text),
  'domain/reports/late-addition.ts withAddition': (read, text) => toldOf(read, text),
  'understanding/find-danger.ts findDanger': (read, text) => read(text, SCRIPT.understanding),
  'understanding/read-answer.ts readAnswer': (read, text) =>
    read(text, SCRIPT.understanding.answerOf),
  'understanding/unheard-words.ts isAboutElse': (read, text) => read(text, 3, 2, 3),
  'understanding/text-classifier.ts readTerms': (read, text) => read(text, { find: () => [] }),
  'domain/content/intent-input.ts intentInput': (read, text) => read(SCRIPT.flows, 'search', text),
  'services/conversation/read-own-words.ts answerInOwnWords': (read, text) =>
    read(SCRIPT, { ...NO_QUESTION, meaning: { type: 'none' } }, text),
  'services/conversation/read-own-words.ts interrupts': (read, text) =>
    read({ type: 'sure', intent: 'who', isPlain: true }, text, false),
  'services/conversation/read-own-words.ts choosing': (read, text) =>
    read({ input: { type: 'choice', choice: 'yes' } }, text),
  'domain/cases/own-words.ts lackOf': (read, text) => read({ summary: text }, [`[${text}]`]),
  'domain/cases/saved-answer.ts readAnswer': (read, text) => read('date', text, MORNING),
  'domain/text/shorten.ts shorten': (read, text) => read(text, 60_000),
  'domain/text/shorten.ts cutAtWord': (read, text) => read(text, 60_000),
  'terminal/draw-near.ts markWords': (read, text) => read(text, ['bank', 'a']),
  'terminal/draw-field.ts drawField': (read, text) =>
    read({ text, cursor: 0 }, { label: 'x', columns: 80, isHere: true }),
  'terminal/edit-text.ts edit': (read, text) => read({ text, cursor: text.length }, 'ctrl-w'),
  'terminal/line.ts paragraph': (read, text) => read(text, 80),
  'terminal/measure.ts cut': (read, text) => read(text, 80),
  'terminal/measure.ts wrap': (read, text) => read(text, 80),
  'ui-text/compare-words.ts compareWords': (read, text) => read(text, `x ${text}`),
  'web/desk/show-text.ts showLine': (read, text) => read(text, 60_000),
  'app/describe-error.ts describeError': (read, text) =>
    read(Object.assign(new Error(text), { stack: `    at ${text}` })),
  'matching/screenshot/read-screenshot.ts readScreenshot': (read, text) =>
    read(linesOf(text), { width: 720, height: 1600 }),
  'matching/screenshot/line-shape.ts joinLines': (read, text) => read(linesOf(text), 20),
  'matching/screenshot/chat-signs.ts isChatState': (read, text) => read(aLine(text)),
  'matching/screenshot/chat-signs.ts isPlainSender': (read, text) => read(aLine(text)),
  'matching/screenshot/chat-signs.ts isMessageBox': (read, text) => read(aLine(text)),
  'matching/screenshot/chat-signs.ts isForwardLabel': (read, text) => read(aLine(text)),
  'matching/screenshot/chat-signs.ts isStatusBar': (read, text) => read(aLine(text)),
};

/** Every reader by its file and name. */
export const readers: ReadonlyMap<string, (read: Read, text: string) => unknown> = new Map([
  ...Object.entries(PLAIN).flatMap(([file, names]) =>
    names.split(' ').map((name) => [`${file} ${name}`, plainly] as const),
  ),
  ...Object.entries(CALLED),
]);

function plainly(read: Read, text: string): unknown {
  return read(text);
}
