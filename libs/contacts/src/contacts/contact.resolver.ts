import { CurrentViewer } from '@datacare/identity/api';
import { Forbidden, Viewer } from '@datacare/identity';
import { InvalidInput, NotFound } from '@datacare/platform';
import { Allow, Refuses, resultUnion, type GraphqlContext } from '@datacare/platform/api';
import {
  Args,
  Context,
  ID,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Contact } from './contact.entity';
import { UpdateContactInput } from './contact.input';
import { identitiesLoader } from './contact.loader';
import { ContactService } from './contact.service';
import { ContactIdentityType, ContactType } from './contact.type';
import { nameToShow, shownIdentity, type ShownIdentity } from './shown-identity';

const ContactResult = resultUnion('ContactResult', () => [
  ContactType,
  NotFound,
  Forbidden,
  InvalidInput,
]);

@Resolver(() => ContactType)
export class ContactResolver {
  constructor(private readonly contacts: ContactService) {}

  @Query(() => ContactType, {
    nullable: true,
    description: 'A person, by id; null when there is none or the viewer may not see them.',
  })
  @Allow('contact.read')
  contact(
    @CurrentViewer() viewer: Viewer,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Contact | null> {
    return this.contacts.get(viewer, id);
  }

  @Mutation(() => ContactResult, { description: 'Changes what the team knows about a person.' })
  @Allow('contact.edit')
  @Refuses(NotFound, Forbidden, InvalidInput)
  updateContact(
    @CurrentViewer() viewer: Viewer,
    @Args('input') input: UpdateContactInput,
  ): Promise<Contact> {
    return this.contacts.update(viewer, input);
  }

  @ResolveField(() => String, {
    description:
      "What to call the person: the team's name, the profile's, the number or the username",
  })
  async displayName(
    @Parent() contact: Contact,
    @Context() context: GraphqlContext,
  ): Promise<string> {
    const name = contact.displayName();
    return nameToShow(name, name ? [] : await this.shown(contact, context));
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The phone number last seen, when WhatsApp told one',
  })
  async phone(
    @Parent() contact: Contact,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    return (
      (await this.shown(contact, context)).find(({ kind }) => kind === 'phone')?.display ?? null
    );
  }

  @ResolveField(() => String, { nullable: true, description: 'Username on WhatsApp, without @' })
  async username(
    @Parent() contact: Contact,
    @Context() context: GraphqlContext,
  ): Promise<string | null> {
    return (
      (await this.shown(contact, context)).find(({ kind }) => kind === 'username')?.value ?? null
    );
  }

  @ResolveField(() => [ContactIdentityType], {
    description: 'Every way in which WhatsApp names the person, last seen first',
  })
  identities(
    @Parent() contact: Contact,
    @Context() context: GraphqlContext,
  ): Promise<ShownIdentity[]> {
    return this.shown(contact, context);
  }

  private async shown(contact: Contact, context: GraphqlContext): Promise<ShownIdentity[]> {
    const { viewer } = context;
    const isMasked = !(viewer instanceof Viewer) || !viewer.permissions.has('contact.read');
    const known = (await identitiesLoader(context, this.contacts).load(contact.id)) ?? [];
    return known.map((identity) => shownIdentity(identity, isMasked));
  }
}
