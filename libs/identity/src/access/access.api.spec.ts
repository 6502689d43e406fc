import { setTimeout as pause } from 'node:timers/promises';
import { Controller, Get, Module } from '@nestjs/common';
import { Query, Resolver, Subscription } from '@nestjs/graphql';
import { eventually, SocketClient } from '@datacare/platform/testing';
import { Allow, Public } from '@datacare/platform/api';
import { Member } from '../members/member.entity';
import { identityApp, type IdentityApp } from '../testing/identity-app';
import { aMember, signIn } from '../testing/members';
import { SessionService } from '../sessions/session.service';
import { CurrentViewer } from './current-viewer';
import { Viewer } from './viewer';

@Resolver()
class RoleResolver {
  @Query(() => String, { description: 'The role of who asks.' })
  @Allow('conversation.read')
  whoAmI(@CurrentViewer() viewer: Viewer): string {
    return viewer.role;
  }

  @Subscription(() => String, { description: 'The same, again and again.' })
  @Allow('conversation.read')
  async *ticks(@CurrentViewer() viewer: Viewer): AsyncGenerator<{ ticks: string }> {
    for (;;) {
      await pause(50);
      yield { ticks: viewer.role };
    }
  }
}

@Controller()
class RoleController {
  @Get('/api/v1/role')
  @Allow('conversation.export')
  role(@CurrentViewer() viewer: Viewer): string {
    return viewer.role;
  }

  @Get('/api/v1/open')
  @Public()
  open(): string {
    return 'open';
  }
}

@Module({ providers: [RoleResolver], controllers: [RoleController] })
class RoleModule {}

let app: IdentityApp;
beforeAll(async () => {
  app = await identityApp({}, [RoleModule]);
});
afterAll(() => app.close());

async function saved(values: Parameters<typeof aMember>[0] = {}): Promise<Member> {
  const member = aMember(values);
  await app.save(member);
  return member;
}

describe('a REST route', () => {
  const get = (path: string, token?: string) =>
    fetch(`${app.url}${path}`, token ? { headers: { authorization: `Bearer ${token}` } } : {});

  it('is held to its declaration like an operation', async () => {
    expect((await get('/api/v1/open')).status).toBe(200);
    expect((await get('/api/v1/role')).status).toBe(401);
    expect((await get('/api/v1/role', 'made.up.token')).status).toBe(401);
    const agent = await get('/api/v1/role', await app.tokenOf(await saved({ role: 'agent' })));
    expect(agent.status).toBe(403);
    expect(await agent.json()).toMatchObject({
      code: 'FORBIDDEN',
      permission: 'conversation.export',
    });
    const manager = await get('/api/v1/role', await app.tokenOf(await saved({ role: 'manager' })));
    expect([manager.status, await manager.text()]).toEqual([200, 'manager']);
  });
});

describe('an operation that declares nothing', () => {
  @Resolver()
  class ForgottenResolver {
    @Query(() => String)
    forgotten(): string {
      return 'secret';
    }
  }
  @Module({ providers: [ForgottenResolver] })
  class ForgottenModule {}

  it('keeps the app from starting, by name', async () => {
    await expect(identityApp({}, [ForgottenModule])).rejects.toThrow('ForgottenResolver.forgotten');
  });
});

describe('a socket', () => {
  const open = async (token?: string, origin?: string) => {
    const socket = await SocketClient.open(`${app.url}/graphql`, origin ? { origin } : {});
    socket.init(token);
    return socket;
  };
  const listening = async (member: Member) => {
    const session = await signIn({ get: (type) => app.get(type) }, member);
    const socket = await open(session.accessToken);
    await eventually(() => expect(socket.of('connection_ack')).toHaveLength(1));
    socket.subscribe('1', 'subscription { ticks }');
    return { ...session, socket };
  };

  it.each([undefined, 'made.up.token'])('is closed when its token is %s', async (token) => {
    const socket = await open(token);
    await eventually(() => expect(socket.closed?.code).toBe(4403));
    expect(socket.of('connection_ack')).toEqual([]);
  });

  it('is not opened for a page of another site', async () => {
    const { accessToken } = await signIn({ get: (type) => app.get(type) }, await saved());
    await expect(open(accessToken, 'https://evil.example')).rejects.toThrow('403');
  });

  it('hears what the role may hear, and nothing else', async () => {
    const agent = await listening(await saved({ role: 'agent' }));
    await eventually(() => expect(agent.socket.of('next').length).toBeGreaterThan(0));
    agent.socket.close();
    const marketer = await listening(await saved({ role: 'marketer' }));
    await eventually(() => expect(marketer.socket.of('complete')).toHaveLength(1));
    const answer = marketer.socket.of('next').map(({ payload }) => payload);
    expect(answer).toEqual([
      {
        errors: [
          expect.objectContaining({ message: expect.stringContaining('role does not allow') }),
        ],
      },
    ]);
    marketer.socket.close();
  });

  it.each([
    ['a logout', (_: Member, refreshToken: string) => app.get(SessionService).logout(refreshToken)],
    [
      'a suspension',
      (member: Member) =>
        app.db.em().nativeUpdate(Member, { id: member.id }, { suspendedAt: new Date() }),
    ],
  ])('is closed after %s', async (_, end) => {
    const member = await saved();
    const { socket, refreshToken } = await listening(member);
    await eventually(() => expect(socket.of('next').length).toBeGreaterThan(0));
    await end(member, refreshToken);
    await eventually(() => expect(socket.closed?.code).toBe(4401), 8_000);
  });
});
