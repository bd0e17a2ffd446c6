import permissionTable from './permissions.json' with { type: 'json' };

/** Roles of accounts: external partners, then those at the desk, each of which may do all that the previous ones may. */
export const roles = ['partner', 'viewer', 'reviewer', 'editor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Lowest role at the desk for each permission; permissions not listed here are denied. */
export const leastRoles = permissionTable as Readonly<Record<keyof typeof permissionTable, Role>>;

export type Permission = keyof typeof leastRoles;

/** Permissions of partners, valid only for referrals to their own organisation. */
export const partnersMay: readonly Permission[] = ['see-board', 'answer-referral'];

/** All permissions, the most common first. */
export const permissions = Object.keys(leastRoles) as Permission[]; // the names that the table was written with

export function may(role: Role, permission: Permission): boolean {
  if (role === 'partner') return partnersMay.includes(permission);
  return isAtLeast(role, leastRoles[permission]);
}

/** Whether a role is at least another one; false for unknown roles. */
export function isAtLeast(role: Role, least: Role): boolean {
  const needed = roles.indexOf(least);
  return needed >= 0 && roles.indexOf(role) >= needed;
}
