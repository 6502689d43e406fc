import { ContactsApiModule } from '@datacare/contacts/api';
import { entities } from '@datacare/database';
import { IdentityApiModule } from '@datacare/identity/api';
import { InboxApiModule } from '@datacare/inbox/api';
import { MessagingApiModule } from '@datacare/messaging/api';
import { type Config, PlatformModule } from '@datacare/platform';
import { GraphqlApiModule } from '@datacare/platform/api';
import { Module, type Type } from '@nestjs/common';

/** The API under these settings: a list of the libs' ApiModules. */
export function appModule(config: Config): Type {
  @Module({
    imports: [
      PlatformModule.forRoot({ config, entities }),
      GraphqlApiModule,
      IdentityApiModule,
      ContactsApiModule,
      MessagingApiModule,
      InboxApiModule,
    ],
  })
  class AppModule {}
  return AppModule;
}
