import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { type Permission } from './permissions';
import { type Viewer } from './viewer';

/** The columns of a conversation that decide who may see it. */
export interface ConversationRow {
  readonly teamId: string | null;
  readonly assigneeId: string | null;
}

/** What a rule about conversations may ask of a row. */
export type ConversationCondition =
  { teamId: null } | { teamId: { $in: string[] } } | { assigneeId: string };

export type Ability = MongoAbility;
type Rule = RawRuleOf<Ability>;

/** `conversation.reply` → the CASL pair of subject and action. */
export function parts(permission: Permission): { subject: string; action: string } {
  const [subject = '', action = ''] = permission.split('.');
  return { subject, action };
}

/** The conversations a viewer works on; undefined means all of them. */
function conversationsOf(
  viewer: Viewer,
  permission: Permission,
): ConversationCondition[] | undefined {
  if (viewer.role === 'admin' || viewer.role === 'manager') return undefined;
  const own: ConversationCondition = { assigneeId: viewer.memberId };
  // An agent hands over what is theirs; taking from a colleague is for managers.
  if (permission === 'conversation.assign') return [own];
  const ofTeams: ConversationCondition = { teamId: { $in: [...viewer.teamIds] } };
  return viewer.teamIds.length ? [own, { teamId: null }, ofTeams] : [own, { teamId: null }];
}

function rulesOf(viewer: Viewer): Rule[] {
  return [...viewer.permissions].flatMap((permission): Rule[] => {
    const { subject, action } = parts(permission);
    const conditions = subject === 'conversation' ? conversationsOf(viewer, permission) : undefined;
    return conditions
      ? conditions.map((condition) => ({ action, subject, conditions: condition }))
      : [{ action, subject }];
  });
}

const abilities = new WeakMap<Viewer, Ability>();

/** The viewer's rights as a CASL ability, built once per viewer. */
export function abilityOf(viewer: Viewer): Ability {
  const known = abilities.get(viewer);
  if (known) return known;
  const ability = createMongoAbility(rulesOf(viewer));
  abilities.set(viewer, ability);
  return ability;
}
