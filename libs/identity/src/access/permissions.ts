/**
 * Everything a member may be allowed to do, as `noun.verb`. The API declares one of these on every operation and the
 * console reads the viewer's own list from `me`, so both sides speak of the same rights.
 */
export const permissions = [
  /** Read and change one's own account; every signed-in member has it. */
  'account.use',
  'conversation.read',
  'conversation.reply',
  /** Give a conversation to another member or team. */
  'conversation.assign',
  'conversation.claim',
  'conversation.close',
  'conversation.export',
  'contact.read',
  'contact.edit',
  'member.read',
  'member.manage',
  'team.read',
  'channel.read',
  'channel.manage',
  'template.read',
  /** See dead letters and messages whose sending was never confirmed. */
  'delivery.read',
  'delivery.manage',
] as const;
export type Permission = (typeof permissions)[number];

export const roleNames = ['admin', 'manager', 'agent', 'marketer'] as const;
export type RoleName = (typeof roleNames)[number];

const everyMember = [
  'account.use',
  'contact.read',
  'contact.edit',
  'member.read',
  'team.read',
  'channel.read',
  'template.read',
] as const satisfies readonly Permission[];

/** What each role may do; which rows it may do it to is decided in `ability.ts`. */
export const rolePermissions: Readonly<Record<RoleName, readonly Permission[]>> = {
  admin: permissions,
  manager: [
    ...everyMember,
    'conversation.read',
    'conversation.reply',
    'conversation.assign',
    'conversation.claim',
    'conversation.close',
    'conversation.export',
    'delivery.read',
    'delivery.manage',
  ],
  agent: [
    ...everyMember,
    'conversation.read',
    'conversation.reply',
    'conversation.assign',
    'conversation.claim',
    'conversation.close',
  ],
  marketer: everyMember,
};
