import { randomBytes } from 'node:crypto';
import {
  demoMembers,
  IdentityModule,
  Member,
  MemberService,
  type RoleName,
} from '@datacare/identity';
import { InboxModule } from '@datacare/inbox';
import { ChannelService, MessagingModule } from '@datacare/messaging';
import { type Config, Database, PlatformModule } from '@datacare/platform';
import { type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { entities } from '../entities';
import { seedConversations } from './demo';

/** A way to sign in that the seeding made; printed once, never kept in plain. */
export interface SeededLogin {
  role: RoleName;
  email: string;
  password: string;
}

const demoPassword = 'karibu-duka-moja';

/** Seeds a deployment and returns the logins it can be entered by; safe to run again. */
export async function seed(config: Config, options: { demo: boolean }): Promise<SeededLogin[]> {
  const app = await NestFactory.createApplicationContext(seedModule(config), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  try {
    const channel = await app.get(ChannelService, { strict: false }).seedFromEnvironment();
    if (!options.demo) return await seedFirstAdmin(app);
    const members = demoMembers.map((member) => ({ ...member, password: demoPassword }));
    await app.get(MemberService, { strict: false }).seed(members);
    if (channel) await seedConversations(app, channel);
    return members.map(({ role, email, password }) => ({ role, email, password }));
  } finally {
    await app.close();
  }
}

/** A deployment without members gets one administrator, who must replace the generated password at once. */
async function seedFirstAdmin(app: INestApplicationContext): Promise<SeededLogin[]> {
  const db = app.get(Database, { strict: false });
  if ((await db.em().count(Member, {})) > 0) return [];
  const login = {
    role: 'admin' as const,
    email: process.env['ADMIN_EMAIL'] ?? 'admin@datacare.example',
    password: randomBytes(12).toString('base64url'),
  };
  await app
    .get(MemberService, { strict: false })
    .seed([{ ...login, name: 'Administrator', teams: [] }]);
  await db.transaction(async (em) => {
    const admin = await em.findOneOrFail(Member, { email: login.email });
    admin.mustChangePassword = true;
  });
  return [login];
}

function seedModule(config: Config): Type {
  @Module({
    imports: [
      PlatformModule.forRoot({ config, entities }),
      IdentityModule,
      MessagingModule,
      InboxModule,
    ],
  })
  class SeedModule {}
  return SeedModule;
}
