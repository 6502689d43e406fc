import { Migration } from '@mikro-orm/migrations';

export class AddThreadLastInboundCorrelationId extends Migration {
  override up(): void {
    this.addSql(`alter table "thread" add "last_inbound_correlation_id" text null`);
  }

  override down(): void {
    this.addSql(`alter table "thread" drop column "last_inbound_correlation_id"`);
  }
}
