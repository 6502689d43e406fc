import { Module } from '@nestjs/common';
import { InboxModule } from './inbox.module';
import { JournalConversationHandler } from './intake/journal-conversation.handler';
import { MergeThreadsHandler } from './intake/merge-threads.handler';
import { OpenOnMessageHandler } from './intake/open-on-message.handler';
import { ReflectContactHandler } from './intake/reflect-contact.handler';
import { ReflectMessageHandler } from './intake/reflect-message.handler';
import { ReflectStatusHandler } from './intake/reflect-status.handler';

/** What keeps conversations in step with messages, threads and people. */
@Module({
  imports: [InboxModule],
  providers: [
    MergeThreadsHandler,
    OpenOnMessageHandler,
    ReflectStatusHandler,
    ReflectMessageHandler,
    ReflectContactHandler,
    JournalConversationHandler,
  ],
})
export class InboxWorkerModule {}
