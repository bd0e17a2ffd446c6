import { expect, test } from 'vitest';
import { NotificationIds } from '../../src/store/backup/notification-ids.ts';
import { createSeal } from '../../src/store/seal.ts';
import { aMasterKey, aMessage, anAnnouncement } from '../support/builders.ts';

const seal = createSeal(aMasterKey());

test('a notice is told by its words, or while its announcement is open without them', () => {
  const notices = new NotificationIds(seal);
  const done = anAnnouncement({ id: 'done', factCheck: 'f', version: 2 });
  const open = anAnnouncement({ id: 'open', factCheck: 'g' });
  notices.add(anAnnouncement({ id: 'other', factCheck: 'f', version: 2 }), true);
  notices.add(done, true);
  notices.add(open, false);
  const find = (id: string, content: unknown) =>
    notices.find('c', seal.noticeKey('c', id), content);
  const { id: _, ...words } = done;
  expect(find('done', { type: 'notice', ...words })).toEqual({ type: 'notice', id: 'done' });
  expect(find('done', undefined)).toBeUndefined();
  expect(find('open', undefined)).toEqual({ type: 'notice', id: 'open' });
});

test('a message is told by its words alone', () => {
  const notices = new NotificationIds(seal);
  const message = aMessage({ id: 'm' });
  const key = seal.messageKey('c', 'm');
  expect(notices.find('c', key, message)).toEqual({ type: 'message', id: 'm' });
  expect(notices.find('c', key, undefined)).toBeUndefined();
});
