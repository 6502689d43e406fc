import { Access } from '@datacare/identity';
import { ThreadAccess, type ThreadRule } from '@datacare/messaging';
import { Database } from '@datacare/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Conversation } from './conversation.entity';

/** Brings messaging the rule of whose a thread is: that of its conversation which is not closed, else of its last. */
@Injectable()
export class ThreadRights implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly access: Access,
    private readonly threads: ThreadAccess,
  ) {}

  onModuleInit(): void {
    this.threads.use(this.require);
  }

  /** A thread without a conversation belongs to those who manage deliveries. */
  private readonly require: ThreadRule = async (viewer, permission, threadId) => {
    const conversations = await this.db.em().find(Conversation, { threadId });
    const [latest] = conversations.sort((a, b) => rank(b) - rank(a));
    if (latest) this.access.require(viewer, permission, latest);
    else this.access.require(viewer, 'delivery.manage');
  };
}

const rank = ({ closedAt }: Conversation): number => closedAt?.getTime() ?? Infinity;
