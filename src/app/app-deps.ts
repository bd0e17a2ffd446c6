import { randomBytes } from 'node:crypto';
import type { CardPainter } from '../ports/card-renderer.ts';
import { type Channel, wayOf } from '../ports/channel.ts';
import { observeNothing } from '../ports/events.ts';
import { OpenCases } from '../services/cases/open-case-index.ts';
import { OpenQueue } from '../services/cases/open-queue.ts';
import {
  type ConversationDeps,
  newTurnMemory,
} from '../services/conversation/conversation-deps.ts';
import { StoreWrites } from '../services/duty/store-writes.ts';
import { createCardCache, noCards, senderOf } from '../services/fact-checks/card.ts';
import { FactCheckIndex, type IndexParts } from '../services/fact-checks/fact-check-index.ts';
import type { NewsIndex } from '../services/fact-checks/news-index.ts';
import { newMediaMemory } from '../services/media/fetch-files.ts';
import { Allowance } from '../services/messaging/allowance.ts';
import { type MessagingDeps, newSendingMemory } from '../services/messaging/messaging-deps.ts';
import { ContactRepository } from '../services/settings/contacts.ts';
import { SettingsRepository } from '../services/settings/settings.ts';
import { createDigestCache } from '../services/subscriptions/digest-cache.ts';
import { VoterAnswerRepository } from '../services/voters/voter-answers.ts';
import type { DeskDeps } from '../web/desk/desk-deps.ts';

/** Everything the services of one process work with; only the composition root builds it. */
export interface AppDeps extends ConversationDeps, DeskDeps, MessagingDeps {}

/** What the services have as it is given; what is left out does nothing. */
type Given = Pick<AppDeps, 'store' | 'script' | 'clock' | 'jobs' | 'settings'> & {
  [Name in 'links' | 'reader' | 'factCheckSource' | 'signLink']?: AppDeps[Name];
} & { [Name in 'writes' | 'observe' | 'warn' | 'randomBytes']?: AppDeps[Name] | undefined };

export interface DepsParts extends IndexParts, Given {
  /** Whether the settings stay as they are whatever an operator changes in the store, as for a played conversation. */
  hasFixedSettings?: boolean;
  channels?: readonly Channel[];
  /** Articles of the feeds that the operator trusts. */
  news?: NewsIndex | undefined;
  /** Draws share cards; without it citizens get the words alone. */
  painter?: CardPainter | undefined;
}

/** Builds what the services work with; `openCases` is empty until it is loaded or follows the store. */
export async function openDeps(parts: DepsParts): Promise<AppDeps> {
  const { painter, hasFixedSettings, channels = [], ...given } = parts;
  const { store, script } = given;
  const documents = hasFixedSettings ? undefined : store.documents;
  const settingsRepository = await SettingsRepository.open(documents, given.settings);
  const contactRepository = await ContactRepository.open(store.documents, script.contacts);
  const settings = settingsRepository.present;
  return {
    ...newTurnMemory(),
    ...newMediaMemory(),
    ...newSendingMemory(),
    ...given,
    allowance: new Allowance({ store: given.store, clock: given.clock, settings }),
    script: { ...script, contacts: contactRepository.present },
    channels: new Map(channels.map((channel) => [wayOf(channel), channel])),
    index: await FactCheckIndex.open(store.factChecks, parts),
    openCases: new OpenCases(store.cases, store.media),
    queue: new OpenQueue(store.cases),
    settings,
    settingsRepository,
    voterAnswers: await VoterAnswerRepository.open(store.documents, script.voters),
    contactRepository,
    writes: given.writes ?? new StoreWrites({ now: Date.now }, () => {}),
    cardOf: painter ? createCardCache(painter, senderOf(settings)) : noCards,
    recentFactChecks: createDigestCache(),
    observe: given.observe ?? observeNothing,
    warn: given.warn ?? (() => {}),
    randomBytes: given.randomBytes ?? ((length) => randomBytes(length)),
  };
}
