import { expect, test } from 'vitest';
import {
  isAtLeast,
  leastRoles,
  may,
  type Permission,
  type Role,
  roles,
} from '../../src/domain/accounts/permissions.ts';

/** partner, viewer, reviewer, editor, admin: x may. */
const TABLE: Readonly<Record<Permission, string>> = {
  'see-queue': '.xxxx',
  'see-case': '.xxxx',
  'see-fact-checks': '.xxxx',
  'see-dashboards': '.xxxx',
  'see-roster': '.xxxx',
  'see-board': 'xxxxx',
  'see-conversation': '..xxx',
  'see-media': '..xxx',
  claim: '..xxx',
  note: '..xxx',
  merge: '..xxx',
  'ask-citizens': '..xxx',
  decide: '..xxx',
  'close-case': '..xxx',
  'acknowledge-alarm': '..xxx',
  refer: '..xxx',
  'answer-referral': 'x.xxx',
  'publish-second': '...xx',
  'edit-fact-check': '...xx',
  retract: '...xx',
  import: '...xx',
  export: '...xx',
  'hand-over': '...xx',
  'share-filter': '...xx',
  'edit-voter-answers': '...xx',
  'edit-newsroom': '...xx',
  'warn-subscribers': '...xx',
  'manage-roster': '...xx',
  'block-citizen': '...xx',
  'hold-evidence': '...xx',
  'publish-record': '...xx',
  'manage-reviewers': '....x',
  'see-audit': '....x',
  'see-rights': '....x',
  'report-breach': '....x',
  'manage-partners': '....x',
  'change-settings': '....x',
};

const cells = Object.entries(TABLE).flatMap(([permission, marks]) =>
  roles.map((role, at) => [role, permission as Permission, marks[at] === 'x'] as const),
);

test.each(cells)('%s, %s: %s', (role, permission, isAllowed) => {
  expect(may(role, permission)).toBe(isAllowed);
});

test('the table has every permission', () => {
  expect(Object.keys(TABLE).sort()).toEqual(Object.keys(leastRoles).sort());
});

test('what is no role or no permission may nothing', () => {
  for (const role of ['', 'root', 'ADMIN', '__proto__'] as unknown as Role[]) {
    expect(may(role, 'see-queue')).toBe(false);
  }
  for (const planted of ['', 'fly', 'toString', '__proto__'] as unknown as Permission[]) {
    expect(may('admin', planted)).toBe(false);
  }
  expect(isAtLeast('admin', 'god' as unknown as Role)).toBe(false);
});
