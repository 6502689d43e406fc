import { newId, Refused } from '@datacare/platform';
import { viewerOf } from '../testing/members';
import { Access } from './access.service';
import { type ConversationRow } from './ability';
import { permissions, roleNames, rolePermissions } from './permissions';

const access = new Access();
const sales = newId();
const support = newId();
const me = newId();
const agent = viewerOf('agent', { memberId: me, teamIds: [sales] });

const rows = {
  'of no team': { teamId: null, assigneeId: null },
  'of my team': { teamId: sales, assigneeId: null },
  'of my team, with a colleague': { teamId: sales, assigneeId: newId() },
  'of another team': { teamId: support, assigneeId: null },
  'of another team, with a colleague': { teamId: support, assigneeId: newId() },
  'of another team, assigned to me': { teamId: support, assigneeId: me },
} satisfies Record<string, ConversationRow>;

function codeOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
}

describe('conversations', () => {
  it.each([
    ['of no team', true],
    ['of my team', true],
    ['of my team, with a colleague', true],
    ['of another team', false],
    ['of another team, with a colleague', false],
    ['of another team, assigned to me', true],
  ] as const)('an agent reads and answers one %s: %s', (which, expected) => {
    for (const right of ['read', 'reply', 'claim', 'close'] as const) {
      expect(access.can(agent, `conversation.${right}`, rows[which])).toBe(expected);
    }
  });

  it.each(Object.keys(rows) as (keyof typeof rows)[])(
    'managers and administrators have one %s',
    (which) => {
      for (const role of ['manager', 'admin'] as const) {
        for (const right of ['read', 'reply', 'assign', 'claim', 'close', 'export'] as const) {
          expect(access.can(viewerOf(role), `conversation.${right}`, rows[which])).toBe(true);
        }
      }
    },
  );

  it.each(Object.keys(rows) as (keyof typeof rows)[])(
    'marketers have none, not even one %s',
    (which) => {
      expect(
        access.can(
          viewerOf('marketer', { teamIds: [sales, support] }),
          'conversation.read',
          rows[which],
        ),
      ).toBe(false);
    },
  );

  it('an agent of no team has those of no team and their own', () => {
    const lone = viewerOf('agent', { memberId: me });
    const visible = Object.entries(rows).filter(([, row]) =>
      access.can(lone, 'conversation.read', row),
    );
    expect(visible.map(([name]) => name)).toEqual([
      'of no team',
      'of another team, assigned to me',
    ]);
  });

  it('an agent hands over what is theirs and nothing else', () => {
    expect(access.can(agent, 'conversation.assign', { teamId: sales, assigneeId: me })).toBe(true);
    expect(access.can(agent, 'conversation.assign', rows['of my team'])).toBe(false);
    expect(access.can(agent, 'conversation.assign', rows['of my team, with a colleague'])).toBe(
      false,
    );
  });

  it('one that may not be seen looks missing, one that may be seen says what is not allowed', () => {
    expect(codeOf(() => access.require(agent, 'conversation.reply', rows['of another team']))).toBe(
      'NOT_FOUND',
    );
    expect(
      codeOf(() => access.require(agent, 'conversation.export', rows['of another team'])),
    ).toBe('NOT_FOUND');
    expect(codeOf(() => access.require(agent, 'conversation.export', rows['of my team']))).toBe(
      'FORBIDDEN',
    );
    expect(
      codeOf(() => access.require(agent, 'conversation.reply', rows['of my team'])),
    ).toBeUndefined();
  });

  it('cannot be asked about by their type alone', () => {
    // @ts-expect-error a row is needed
    expect(() => access.can(agent, 'conversation.read')).toThrow('without a loaded row');
    // @ts-expect-error a row with both columns is needed
    expect(() => access.can(agent, 'conversation.read', { teamId: null })).toThrow(
      'without a loaded row',
    );
    // @ts-expect-error a row is needed
    expect(codeOf(() => access.require(agent, 'conversation.read'))).toBe('NOT_FOUND');
  });

  it('asking leaves the row as it was', () => {
    const row = Object.freeze({ ...rows['of my team'] });
    access.require(agent, 'conversation.read', row);
    expect(Object.getOwnPropertyNames(row)).toEqual(['teamId', 'assigneeId']);
  });
});

describe('the scope of a list', () => {
  it('is everything for a manager and nothing for a marketer', () => {
    expect(access.conversationScope(viewerOf('manager'))).toEqual({ sql: 'true', params: [] });
    expect(access.conversationScope(viewerOf('marketer'))).toEqual({ sql: 'false', params: [] });
  });

  it('puts its parameters behind those of the query', () => {
    const { sql, params } = access.conversationScope(agent, { alias: 'c', firstParam: 3 });
    expect(sql).toContain('c.team_id is null');
    expect(sql).toMatch(/c\.assignee_id = \$[34]::uuid/);
    expect(sql).toMatch(/c\.team_id = any\(\$[34]::uuid\[\]\)/);
    expect(params).toHaveLength(2);
    expect(params).toEqual(expect.arrayContaining([me, [sales]]));
  });
});

describe('rights without rows', () => {
  it.each(roleNames)('%s has what the role lists and nothing else', (role) => {
    const viewer = viewerOf(role);
    expect([...viewer.permissions].sort()).toEqual([...rolePermissions[role]].sort());
    for (const permission of permissions) {
      if (permission.startsWith('conversation.')) continue;
      const plain = permission as 'member.manage';
      expect(access.can(viewer, plain)).toBe(rolePermissions[role].includes(permission));
    }
  });

  it('only an administrator manages members and channels', () => {
    for (const role of ['manager', 'agent', 'marketer'] as const) {
      expect(codeOf(() => access.require(viewerOf(role), 'member.manage'))).toBe('FORBIDDEN');
      expect(codeOf(() => access.require(viewerOf(role), 'channel.manage'))).toBe('FORBIDDEN');
    }
    expect(codeOf(() => access.require(viewerOf('admin'), 'channel.manage'))).toBeUndefined();
  });

  it('a member who must change the password has the own account and nothing else', () => {
    const viewer = viewerOf('admin', { mustChangePassword: true });
    expect([...viewer.permissions]).toEqual(['account.use']);
    expect(access.can(viewer, 'conversation.read', { teamId: null, assigneeId: null })).toBe(false);
  });
});
