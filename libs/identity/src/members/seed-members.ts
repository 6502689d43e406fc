import { type Database, query } from '@datacare/platform';
import { type RoleName } from '../access/permissions';
import { type Passwords } from '../sessions/passwords';
import { Member } from './member.entity';
import { Team } from './team.entity';

/** A member to make when there is none with this e-mail address; teams are named and made as needed. */
export interface SeedMember {
  readonly email: string;
  readonly name: string;
  readonly role: RoleName;
  readonly teams: readonly string[];
  readonly password: string;
}

/** The people of the demo business; whoever seeds them chooses their passwords. */
export const demoMembers: readonly Omit<SeedMember, 'password'>[] = [
  { email: 'wanjiru@datacare.example', name: 'Wanjiru Kamau', role: 'admin', teams: [] },
  {
    email: 'otieno@datacare.example',
    name: 'Brian Otieno',
    role: 'manager',
    teams: ['Sales', 'Support'],
  },
  { email: 'achieng@datacare.example', name: 'Mercy Achieng', role: 'agent', teams: ['Sales'] },
  { email: 'kiprono@datacare.example', name: 'Kevin Kiprono', role: 'agent', teams: ['Support'] },
  {
    email: 'mwende@datacare.example',
    name: 'Faith Mwende',
    role: 'agent',
    teams: ['Sales', 'Support'],
  },
  { email: 'hassan@datacare.example', name: 'Amina Hassan', role: 'marketer', teams: [] },
];

/** Makes what is missing and leaves alone what is there, so that it may run at every start. */
export async function seedMembers(
  database: Database,
  passwords: Passwords,
  members: readonly SeedMember[],
): Promise<void> {
  const emails = members.map(({ email }) => email);
  const present = await database.em().find(Member, { email: { $in: emails } });
  const missing = members.filter(({ email }) => !present.some((member) => member.email === email));
  const made = await Promise.all(
    missing.map(async (values) => ({
      member: new Member({ ...values, passwordHash: await passwords.hash(values.password) }),
      teams: values.teams,
    })),
  );
  await database.transaction(async (em) => {
    const names = [...new Set(members.flatMap(({ teams }) => teams))];
    await query(
      em,
      'insert into team (id, name) select * from unnest($1::uuid[], $2::text[]) on conflict (name) do nothing',
      [names.map((name) => new Team(name).id), names],
    );
    em.persist(made.map(({ member }) => member));
    await em.flush();
    for (const { member, teams } of made) {
      await query(
        em,
        'insert into team_member (team_id, member_id) select id, $1 from team where name = any($2::text[])',
        [member.id, teams],
      );
    }
  });
}
