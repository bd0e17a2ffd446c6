import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { createTopicFinder } from '../../src/matching/topic-finder.ts';
import { type Understood, VoterAnswerRepository } from '../../src/services/voters/voter-answers.ts';
import { loadScript, MORNING } from '../support/stage.ts';
import { loadData } from './load-data.ts';

/** Those that came first were looked at while wordings were added; the later ones, and those in own words, were not. */
const QUESTIONS = ['', '-later', '-own-words'].map((set) => `test/eval/voter-questions${set}.yaml`);

const { values: options } = parseArgs({
  options: {
    questions: { type: 'string', multiple: true, default: QUESTIONS },
    data: { type: 'string' },
    misses: { type: 'boolean', default: false },
  },
});

const { voters: knowledge } = loadScript();
const store = await openMemoryStore([]);
const book = await VoterAnswerRepository.open(store.documents, knowledge);
const byTopic = Map.groupBy(knowledge.entries, ({ topic }) => topic);
const finder = createTopicFinder(
  [...byTopic].map(([id, entries]) => ({
    id,
    questions: [...new Set(entries.flatMap(({ questions }) => questions))],
  })),
  knowledge.elsewhere,
);

for (const path of options.questions) report(path);

if (options.data !== undefined) {
  const { queries } = loadData(options.data);
  // The data has "URL" where there was an address; whoever asks sends none.
  const caught = queries.filter(
    ({ text }) => book.understand(text.replaceAll('URL', 'https://'), MORNING).type === 'topic',
  );
  const ordinary = queries.filter(({ test }) => test === 'ordinary');
  print('messages of the data caught', caught.length, queries.length);
  print(
    'ordinary among them',
    caught.filter(({ test }) => test === 'ordinary').length,
    ordinary.length,
  );
}
await store.close();

function report(path: string): void {
  console.log(path);
  const {
    unknown = [],
    other = [],
    ...topics
  } = z
    .record(z.string(), z.array(z.string()))
    .parse(parse(readFileSync(path, 'utf8'), { schema: 'core' }));
  const questions = Object.entries(topics).flatMap(([topic, texts]) =>
    texts.map((text) => ({ topic, text, understood: book.understand(text, MORNING) })),
  );
  const answered = questions.filter(({ understood }) => understood.type === 'topic');
  const right = answered.filter((question) => answers(question.understood, question.topic));
  const first = questions.filter(({ topic, text }) => finder.find(text)[0]?.id === topic);
  const offered = questions.filter(
    ({ topic, understood }) => understood.type === 'some' && understood.topics.includes(topic),
  );
  const strays = [...unknown, ...other].filter(
    (text) => book.understand(text, MORNING).type === 'topic',
  );
  print(`right first, of ${Object.keys(topics).length} topics`, first.length, questions.length);
  print('answered', answered.length, questions.length);
  print('answered wrong', answered.length - right.length, questions.length);
  print('answered or offered right', right.length + offered.length, questions.length);
  print('no topic, answered all the same', strays.length, unknown.length + other.length);
  if (!options.misses) return;
  for (const { text, topic, understood } of questions) {
    if (!answers(understood, topic))
      console.log(`  ${topic}: ${text} → ${JSON.stringify(understood)}`);
  }
  for (const text of strays) console.log(`  no topic: ${text}`);
}

function answers(understood: Understood, topic: string): boolean {
  return understood.type === 'topic' && understood.topic === topic;
}

function print(what: string, count: number, all: number): void {
  console.log(
    `${what.padEnd(34)} ${String(count).padStart(5)} of ${all}  ${(count / all).toFixed(4)}`,
  );
}
