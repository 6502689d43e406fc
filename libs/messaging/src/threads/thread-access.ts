import { Access, type Viewer } from '@datacare/identity';
import { Injectable } from '@nestjs/common';

export type ThreadPermission = 'conversation.read' | 'conversation.reply';

/** Throws Refused with NotFound or Forbidden. */
export type ThreadRule = (
  viewer: Viewer,
  permission: ThreadPermission,
  threadId: string,
) => Promise<void>;

/**
 * Whether a viewer may see or answer a thread. Whose work a thread is, is known by the lib that keeps
 * conversations: it brings the rule. Without one only who may manage deliveries gets through.
 */
@Injectable()
export class ThreadAccess {
  private rule?: ThreadRule;

  constructor(private readonly access: Access) {}

  use(rule: ThreadRule): void {
    this.rule = rule;
  }

  async require(viewer: Viewer, permission: ThreadPermission, threadId: string): Promise<void> {
    if (this.rule) return this.rule(viewer, permission, threadId);
    this.access.require(viewer, 'delivery.manage');
  }
}
