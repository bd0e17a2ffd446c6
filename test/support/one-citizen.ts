import { expect, onTestFinished } from 'vitest';
import { openMemoryStore } from '../../src/app/open-store.ts';
import { aMasterKey, aPost } from './builders.ts';

/** A post that one citizen writes to, until the test ends; `write` returns what each message is answered. */
export async function oneCitizen(citizen: string) {
  const store = await openMemoryStore([], aMasterKey());
  const post = await aPost(store);
  onTestFinished(async () => {
    expect(post.errors).toEqual([]);
    await post.close();
    await store.close();
  });
  const write = async (text: string, changes: Parameters<typeof post.write>[2] = {}) => {
    const before = post.heard.length;
    await post.write(citizen, text, changes);
    const answers = post.heard.slice(before);
    return answers.map((each) => each.text).join('\n\n');
  };
  return { post, write };
}

/** Lets one citizen write one message after the other, and returns what the last one is answered. */
export async function lastAnswer(messages: readonly string[]): Promise<string> {
  const { write } = await oneCitizen('6281299997777');
  let answer = '';
  for (const text of messages) answer = await write(text);
  return answer;
}
