import { Refusal } from '@datacare/platform';
import { ObjectType } from '@nestjs/graphql';

/** Somebody else was quicker, or has had the conversation all along. */
@ObjectType({
  implements: () => Refusal,
  description: 'The conversation already belongs to somebody else.',
})
export class AlreadyAssigned implements Refusal {
  readonly code = 'INBOX_ALREADY_ASSIGNED';
  readonly message: string;
  readonly assigneeId: string;

  constructor(assignee: { id: string; name: string }) {
    this.assigneeId = assignee.id;
    this.message = `${assignee.name} already has this conversation.`;
  }
}
