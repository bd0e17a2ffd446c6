/**
 * Who can have an account: partners, who stand outside, and the roles at the reviewers' desk, each of which may do
 * all that the ones before it may.
 */
export const roles = ['partner', 'viewer', 'reviewer', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The least role at the desk that may do a thing; what is not in this table nobody may. */
export const leastRoles = {
  'see-queue': 'viewer',
  'see-case': 'viewer',
  'see-fact-checks': 'viewer',
  'see-dashboards': 'viewer',
  'see-roster': 'viewer',
  'see-board': 'viewer',
  'see-conversation': 'reviewer',
  'see-media': 'reviewer',
  claim: 'reviewer',
  note: 'reviewer',
  merge: 'reviewer',
  'ask-citizens': 'reviewer',
  decide: 'reviewer',
  'close-case': 'reviewer',
  'acknowledge-alarm': 'reviewer',
  refer: 'reviewer',
  'answer-referral': 'reviewer',
  'publish-second': 'editor',
  'edit-fact-check': 'editor',
  retract: 'editor',
  import: 'editor',
  export: 'editor',
  'hand-over': 'editor',
  'share-filter': 'editor',
  'manage-roster': 'editor',
  'edit-voter-answers': 'editor',
  'warn-subscribers': 'editor',
  'block-citizen': 'editor',
  'publish-record': 'editor',
  'manage-reviewers': 'admin',
  'see-audit': 'admin',
  'see-rights': 'admin',
  'report-breach': 'admin',
  'manage-partners': 'admin',
  'change-settings': 'admin',
} as const satisfies Readonly<Record<string, Role>>;

export type Permission = keyof typeof leastRoles;

/** All that partners may, and that only for what was passed on to their own organisation. */
export const partnersMay: readonly Permission[] = ['see-board', 'answer-referral'];

/** All of them, the most common first. */
export const permissions = Object.keys(leastRoles) as Permission[]; // the names that the table was written with

/** Whether a role may do a thing. */
export function may(role: Role, permission: Permission): boolean {
  if (role === 'partner') return partnersMay.includes(permission);
  return isAtLeast(role, leastRoles[permission]);
}

/** Whether a role is another one or stands above it; false for what is no role. */
export function isAtLeast(role: Role, least: Role): boolean {
  const needed = roles.indexOf(least);
  return needed >= 0 && roles.indexOf(role) >= needed;
}
