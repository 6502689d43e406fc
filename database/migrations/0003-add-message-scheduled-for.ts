import { Migration } from '@mikro-orm/migrations';

export class AddMessageScheduledFor extends Migration {
  override up(): void {
    this.addSql(`alter table "message" add "scheduled_for" timestamptz null`);
  }

  override down(): void {
    this.addSql(`alter table "message" drop column "scheduled_for"`);
  }
}
