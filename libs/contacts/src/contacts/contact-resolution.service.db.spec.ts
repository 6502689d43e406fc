import { identityEntities } from '@datacare/identity';
import { viewerOf } from '@datacare/identity/testing';
import { PlatformModule, platformEntities, query, type Database } from '@datacare/platform';
import { testConfig, testDatabase, type TestDatabase } from '@datacare/platform/testing';
import { Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ContactsModule } from '../contacts.module';
import { contactsEntities } from '../entities';
import { ContactResolution, type Resolved } from './contact-resolution.service';
import { ContactService } from './contact.service';
import type { PersonRef } from './identity-book';

const entities = [...platformEntities, ...identityEntities, ...contactsEntities];
const waba = 'waba-1';

describe('ContactResolution', () => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  let db: Database;
  let resolution: ContactResolution;
  let contacts: ContactService;
  let number = 254700000000;
  const nextPhone = () => String((number += 1));

  const resolve = (...people: Omit<PersonRef, 'scope'>[]): Promise<Resolved> =>
    db.transaction((em) =>
      resolution.resolveMany(
        em,
        people.map((person) => ({ scope: waba, ...person })),
      ),
    );
  const one = async (person: Omit<PersonRef, 'scope'>) => (await resolve(person)).contactIds[0]!;
  const rows = <T = Record<string, unknown>>(sql: string, parameters: unknown[] = []) =>
    query<T>(db.em(), sql, parameters);
  const identities = async (contactId: string) =>
    (
      await rows<{ value: string }>(
        'select value from contact_identity where contact_id = $1 order by value',
        [contactId],
      )
    ).map(({ value }) => value);

  beforeAll(async () => {
    database = await testDatabase(entities);
    const config = testConfig({ DATABASE_URL: database.url });
    @Module({ imports: [PlatformModule.forRoot({ config, entities }), ContactsModule] })
    class App {}
    app = await NestFactory.createApplicationContext(App, { logger: false });
    db = database.db;
    resolution = app.get(ContactResolution, { strict: false });
    contacts = app.get(ContactService, { strict: false });
  });
  afterAll(async () => {
    await app.close();
    await database.drop();
  });

  it('finds the same contact by phone number, by user id and by both', async () => {
    const phone = nextPhone();
    const id = await one({ phone, userId: 'KE.1', profileName: 'Asha' });
    expect(await one({ phone })).toBe(id);
    expect(await one({ userId: 'KE.1' })).toBe(id);
    expect(await one({ phone: `+${phone}` })).toBe(id);
  });

  it('makes a contact of somebody without a phone number and joins the number learned later, history kept', async () => {
    const phone = nextPhone();
    const byUser = await one({ userId: 'KE.2', username: 'baraka' });
    const byPhone = await one({ phone });
    const { contactIds, merges } = await resolve({ phone, userId: 'KE.2' });
    expect(contactIds).toEqual([byUser]);
    expect(merges).toEqual([{ survivorId: byUser, mergedId: byPhone }]);
    expect(await identities(byUser)).toEqual([phone, 'KE.2', 'baraka'].sort());
    const [merge] = await rows('select * from contact_merge where merged_id = $1', [byPhone]);
    expect(merge).toMatchObject({ survivor_id: byUser, reason: expect.any(String) });
    expect(
      await rows(
        "select 1 from event where type = 'contacts.contacts_merged' and payload->>'mergedId' = $1",
        [byPhone],
      ),
    ).toHaveLength(1);
    expect((await contacts.get(viewerOf('agent'), byPhone))?.id).toBe(byUser);
  });

  it('gives a recycled number to the new owner without joining the two', async () => {
    const phone = nextPhone();
    const former = await one({ phone, userId: 'KE.3' });
    const owner = await one({ phone, userId: 'KE.4' });
    expect(owner).not.toBe(former);
    expect(await identities(former)).toEqual(['KE.3']);
    expect(await one({ phone })).toBe(owner);
  });

  it('follows a change of user id and number that WhatsApp announces, also after the new one has written', async () => {
    const [before, after] = [nextPhone(), nextPhone()];
    const first = await one({ phone: before, userId: 'KE.5' });
    const second = await one({ phone: after, userId: 'KE.6' });
    const { contactIds, merges } = await db.transaction((em) =>
      resolution.change(
        em,
        { scope: waba, userId: 'KE.5' },
        { scope: waba, userId: 'KE.6', phone: after },
      ),
    );
    expect(contactIds[0]).toBe(first);
    expect(merges).toEqual([{ survivorId: first, mergedId: second }]);
    expect(await one({ phone: after })).toBe(first);
  });

  it("never overwrites the team's name with a profile name", async () => {
    const phone = nextPhone();
    const id = await one({ phone, profileName: '~*queen*~' });
    await contacts.update(viewerOf('agent'), { contactId: id, name: 'Amina Yusuf (wholesale)' });
    await one({ phone, profileName: 'Amina' });
    expect(await contacts.get(viewerOf('agent'), id)).toMatchObject({
      name: 'Amina Yusuf (wholesale)',
      profileName: 'Amina',
    });
  });

  it('joins the work of both contacts: names, tags, fields and the later word on marketing', async () => {
    const phone = nextPhone();
    const survivor = await one({ userId: 'KE.7', profileName: 'Neema' });
    const merged = await one({ phone });
    await rows(
      `update contact set tags = '{vip,nairobi}', custom_fields = '{"size":"L"}', marketing_consent = 'given', marketing_consent_at = now() - interval '2 days' where id = $1`,
      [survivor],
    );
    await rows(
      `update contact set name = 'Neema K', tags = '{vip,retail}', custom_fields = '{"size":"M","city":"Thika"}', marketing_consent = 'withdrawn', marketing_consent_at = now() where id = $1`,
      [merged],
    );
    await resolve({ phone, userId: 'KE.7' });
    expect((await rows('select * from contact where id = $1', [survivor]))[0]).toMatchObject({
      name: 'Neema K',
      profile_name: 'Neema',
      custom_fields: { size: 'L', city: 'Thika' },
      marketing_consent: 'withdrawn',
    });
    expect((await contacts.byIds([survivor]))[0]!.tags.toSorted()).toEqual([
      'nairobi',
      'retail',
      'vip',
    ]);
  });

  it('makes one contact when fifty transactions meet the same people at once', async () => {
    const people = Array.from({ length: 20 }, (_, index) => ({
      phone: nextPhone(),
      userId: `KE.race${index}`,
    }));
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        resolve(...(index % 2 ? people : people.toReversed())),
      ),
    );
    expect(new Set(outcomes.flatMap(({ contactIds }) => contactIds)).size).toBe(20);
    const made = await rows(
      "select distinct contact_id from contact_identity where value like 'KE.race%'",
    );
    expect(made).toHaveLength(20);
    expect(
      await rows(
        'select 1 from contact c where not exists (select from contact_identity i where i.contact_id = c.id) and c.merged_into_id is null',
      ),
    ).toEqual([]);
  });

  it('joins two contacts once when several transactions find out at the same time', async () => {
    const phone = nextPhone();
    await one({ userId: 'KE.twice' });
    const merged = await one({ phone });
    await Promise.allSettled(
      Array.from({ length: 6 }, () => resolve({ phone, userId: 'KE.twice' })),
    );
    expect(await rows('select 1 from contact_merge where merged_id = $1', [merged])).toHaveLength(
      1,
    );
  });

  it('tells the world once when something about a known person changed', async () => {
    const phone = nextPhone();
    const id = await one({ phone, profileName: 'Kip' });
    const changes = () =>
      rows(
        "select 1 from event where type = 'contacts.contact_changed' and payload->>'contactId' = $1",
        [id],
      );
    expect(await changes()).toHaveLength(0);
    await one({ phone, profileName: 'Kip' });
    expect(await changes()).toHaveLength(0);
    await one({ phone, profileName: 'Kipchoge' });
    expect(await changes()).toHaveLength(1);
  });

  it('takes the later word on marketing and ignores one that comes late', async () => {
    const id = await one({ phone: nextPhone() });
    const at = (hours: number) => new Date(Date.now() - hours * 3_600_000);
    const say = (consent: 'given' | 'withdrawn', hours: number) =>
      db.transaction((em) => contacts.setMarketingConsent(em, id, consent, at(hours)));
    await say('withdrawn', 1);
    await say('given', 2);
    expect((await contacts.byIds([id]))[0]).toMatchObject({ marketingConsent: 'withdrawn' });
  });

  it.each([
    ['a name of 201 characters', { name: 'x'.repeat(201) }, 'input.name'],
    ['a language that is none', { language: 'not a language' }, 'input.language'],
    ['a tag of 51 characters', { tags: ['x'.repeat(51)] }, 'input.tags'],
  ])('refuses %s and names the field', async (_, change, field) => {
    const contactId = await one({ phone: nextPhone() });
    await expect(
      contacts.update(viewerOf('agent'), { contactId, ...change }),
    ).rejects.toMatchObject({
      refusal: { code: 'INVALID_INPUT', field },
    });
  });
});
