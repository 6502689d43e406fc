import { Migration } from '@mikro-orm/migrations';

export class CreateSpine extends Migration {
  override up(): void {
    this.addSql(
      `create table "channel" ("id" uuid not null, "name" text not null, "phone_number_id" text not null, "business_account_id" text not null, "display_phone_number" text null, "verified_name" text null, "access_token_sealed" text not null, "state" text not null default 'active', "paused_reason" text null, "quality_rating" text null, "messages_per_second" int not null default 80, "daily_limit" int null, "sends_read_receipts" boolean not null default true, "pace_at" timestamptz null, "hold_until" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `alter table "channel" add constraint "channel_phone_number_id_unique" unique ("phone_number_id")`,
    );
    this.addSql(
      `create index "channel_business_account_id_index" on "channel" ("business_account_id")`,
    );
    this.addSql(
      `create table "contact" ("id" uuid not null, "name" text null, "profile_name" text null, "language" text null, "custom_fields" jsonb not null default '{}', "tags" text[] not null default '{}', "marketing_consent" text not null default 'unknown', "marketing_consent_at" timestamptz null, "blocked_at" timestamptz null, "merged_into_id" uuid null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `create index "contact_merged_into_id_index" on "contact" ("merged_into_id") where merged_into_id is not null`,
    );
    this.addSql(
      `create table "contact_identity" ("id" uuid not null, "contact_id" uuid not null, "kind" text not null, "scope" text not null default '', "value" text not null, "created_at" timestamptz not null default now(), "last_seen_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `create index "contact_identity_contact_id_index" on "contact_identity" ("contact_id")`,
    );
    this.addSql(
      `alter table "contact_identity" add constraint "contact_identity_kind_scope_value_unique" unique ("kind", "scope", "value")`,
    );
    this.addSql(
      `create table "contact_merge" ("id" uuid not null, "survivor_id" uuid not null, "merged_id" uuid not null, "reason" text not null, "before" jsonb not null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `create index "contact_merge_survivor_id_index" on "contact_merge" ("survivor_id")`,
    );
    this.addSql(`create index "contact_merge_merged_id_index" on "contact_merge" ("merged_id")`);
    this.addSql(
      `create table "event" ("id" bigserial primary key, "position" bigint null, "type" text not null, "subject_id" uuid null, "payload" jsonb not null, "correlation_id" text null, "created_at" timestamptz not null default now())`,
    );
    this.addSql(`alter table "event" add constraint "event_position_unique" unique ("position")`);
    this.addSql(`create index "event_waiting_index" on "event" ("id") where position is null`);
    this.addSql(`create index "event_type_position_index" on "event" ("type", "position")`);
    this.addSql(`create index "event_created_at_index" on "event" ("created_at")`);
    this.addSql(
      `create table "event_failure" ("handler" text not null, "event_id" bigint not null, "attempts" int not null default 0, "error" text not null, "next_attempt_at" timestamptz null, "dead_at" timestamptz null, "created_at" timestamptz not null default now(), primary key ("handler", "event_id"))`,
    );
    this.addSql(
      `create index "event_failure_due_index" on "event_failure" ("next_attempt_at") where dead_at is null`,
    );
    this.addSql(
      `create table "journal" ("id" bigserial primary key, "kind" text not null, "at" timestamptz not null, "subject_id" text null, "correlation_id" text null, "data" text not null)`,
    );
    this.addSql(`create index "journal_at_index" on "journal" ("at")`);
    this.addSql(`create index "journal_subject_id_at_index" on "journal" ("subject_id", "at")`);
    this.addSql(
      `create table "member" ("id" uuid not null, "email" text not null, "name" text not null, "role" text not null, "password_hash" text not null, "must_change_password" boolean not null default false, "suspended_at" timestamptz null, "last_seen_at" timestamptz null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`alter table "member" add constraint "member_email_unique" unique ("email")`);
    this.addSql(
      `create table "reaction" ("id" uuid not null, "channel_id" uuid not null, "target_wamid" text not null, "by" text not null, "emoji" text not null, "at" timestamptz not null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `alter table "reaction" add constraint "reaction_channel_id_target_wamid_by_unique" unique ("channel_id", "target_wamid", "by")`,
    );
    this.addSql(
      `create table "session" ("id" uuid not null, "member_id" uuid not null, "refresh_hash" text not null, "previous_refresh_hash" text null, "rotated_at" timestamptz null, "user_agent" text null, "address" text null, "expires_at" timestamptz not null, "ended_at" timestamptz null, "created_at" timestamptz not null default now(), "last_used_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `alter table "session" add constraint "session_refresh_hash_unique" unique ("refresh_hash")`,
    );
    this.addSql(
      `create index "session_previous_refresh_hash_index" on "session" ("previous_refresh_hash")`,
    );
    this.addSql(`create index "session_member_id_index" on "session" ("member_id")`);
    this.addSql(
      `create table "status_orphan" ("id" bigserial primary key, "channel_id" uuid not null, "wamid" text not null, "report" jsonb not null, "received_at" timestamptz not null default now())`,
    );
    this.addSql(
      `create index "status_orphan_channel_id_wamid_index" on "status_orphan" ("channel_id", "wamid")`,
    );
    this.addSql(
      `create index "status_orphan_received_at_index" on "status_orphan" ("received_at")`,
    );
    this.addSql(
      `create table "team" ("id" uuid not null, "name" text not null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`alter table "team" add constraint "team_name_unique" unique ("name")`);
    this.addSql(
      `create table "team_member" ("team_id" uuid not null, "member_id" uuid not null, primary key ("team_id", "member_id"))`,
    );
    this.addSql(
      `create table "template" ("id" uuid not null, "business_account_id" text not null, "meta_id" text not null, "name" text not null, "language" text not null, "category" text not null, "status" text not null, "parameter_format" text not null default 'POSITIONAL', "components" jsonb not null, "quality_score" text null, "rejected_reason" text null, "synced_at" timestamptz not null default now(), "removed_at" timestamptz null, primary key ("id"))`,
    );
    this.addSql(
      `alter table "template" add constraint "template_business_account_id_name_language_unique" unique ("business_account_id", "name", "language")`,
    );
    this.addSql(
      `create table "thread" ("id" uuid not null, "channel_id" uuid not null, "contact_id" uuid not null, "last_inbound_at" timestamptz null, "last_inbound_wamid" text null, "window_extended_until" timestamptz null, "pair_pace_at" timestamptz null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "thread_contact_id_index" on "thread" ("contact_id")`);
    this.addSql(
      `alter table "thread" add constraint "thread_channel_id_contact_id_unique" unique ("channel_id", "contact_id")`,
    );
    this.addSql(
      `create table "message" ("id" uuid not null, "thread_id" uuid not null, "channel_id" uuid not null, "direction" text not null, "kind" text not null, "content" jsonb not null, "status" text not null, "status_times" jsonb not null default '{}', "error" jsonb null, "author_kind" text not null, "author_id" uuid null, "wamid" text null, "reply_to_wamid" text null, "client_key" text null, "pricing" jsonb null, "facts" jsonb null, "edited_at" timestamptz null, "revoked_at" timestamptz null, "at" timestamptz not null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `create index "message_thread_id_at_id_index" on "message" ("thread_id", "at", "id")`,
    );
    this.addSql(
      `create index "message_unconfirmed_index" on "message" ("at") where status = 'unconfirmed'`,
    );
    this.addSql(
      `alter table "message" add constraint "message_channel_id_wamid_unique" unique ("channel_id", "wamid")`,
    );
    this.addSql(
      `alter table "message" add constraint "message_thread_id_client_key_unique" unique ("thread_id", "client_key")`,
    );
    this.addSql(
      `create table "send_attempt" ("id" bigserial primary key, "message_id" uuid not null, "number" smallint not null default 1, "thread_id" uuid not null, "channel_id" uuid not null, "opaque" text not null, "priority" smallint not null default 0, "is_template" boolean not null default false, "is_marketing" boolean not null default false, "state" text not null default 'queued', "not_before" timestamptz not null default now(), "lease_until" timestamptz null, "lease_token" uuid null, "postponements" smallint not null default 0, "error_code" int null, "error" text null, "wamid" text null, "correlation_id" text null, "created_at" timestamptz not null default now(), "sent_at" timestamptz null, "settled_at" timestamptz null)`,
    );
    this.addSql(
      `alter table "send_attempt" add constraint "send_attempt_opaque_unique" unique ("opaque")`,
    );
    this.addSql(
      `create index "send_attempt_claim_index" on "send_attempt" ("channel_id", "priority", "not_before", "id") where state = 'queued'`,
    );
    this.addSql(
      `create index "send_attempt_open_index" on "send_attempt" ("thread_id", "id") where state in ('queued', 'claimed', 'sending')`,
    );
    this.addSql(
      `create index "send_attempt_lease_index" on "send_attempt" ("lease_until") where state in ('claimed', 'sending')`,
    );
    this.addSql(
      `create index "send_attempt_unconfirmed_index" on "send_attempt" ("sent_at") where state = 'unconfirmed'`,
    );
    this.addSql(
      `alter table "send_attempt" add constraint "send_attempt_message_id_number_unique" unique ("message_id", "number")`,
    );
    this.addSql(
      `create table "media" ("id" uuid not null, "channel_id" uuid null, "message_id" uuid null, "direction" text not null, "kind" text not null, "mime_type" text not null, "filename" text null, "is_voice" boolean not null default false, "size" int null, "sha256" text null, "width" int null, "height" int null, "meta_id" text null, "meta_id_expires_at" timestamptz null, "state" text not null default 'waiting', "storage_key" text null, "thumbnail_key" text null, "attempts" smallint not null default 0, "next_attempt_at" timestamptz null, "error" text null, "uploaded_by_id" uuid null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(`create index "media_message_id_index" on "media" ("message_id")`);
    this.addSql(
      `create index "media_waiting_index" on "media" ("next_attempt_at") where state = 'waiting'`,
    );
    this.addSql(
      `create table "daily_reach" ("channel_id" uuid not null, "thread_id" uuid not null, "at" timestamptz not null, primary key ("channel_id", "thread_id"))`,
    );
    this.addSql(
      `create index "daily_reach_channel_id_at_index" on "daily_reach" ("channel_id", "at")`,
    );
    this.addSql(
      `create table "conversation" ("id" uuid not null, "thread_id" uuid not null, "channel_id" uuid not null, "contact_id" uuid not null, "status" text not null default 'open', "priority" smallint not null default 1, "assignee_id" uuid null, "team_id" uuid null, "unread_count" int not null default 0, "waiting_since" timestamptz null, "waiting_order" timestamptz generated always as (coalesce(waiting_since, '9999-12-31 00:00:00+00'::timestamptz)) stored not null, "window_expires_at" timestamptz null, "last_message_id" uuid null, "last_message_at" timestamptz not null, "last_message_preview" text not null default '', "last_message_direction" text null, "last_message_status" text null, "opened_at" timestamptz not null default now(), "closed_at" timestamptz null, "closed_by_id" uuid null, "created_at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `create index "conversation_thread_id_index" on "conversation" ("thread_id", "opened_at")`,
    );
    this.addSql(`create index "conversation_contact_id_index" on "conversation" ("contact_id")`);
    this.addSql(
      `create index "conversation_status_recent_index" on "conversation" ("status", "last_message_at", "id")`,
    );
    this.addSql(
      `create index "conversation_assignee_recent_index" on "conversation" ("assignee_id", "status", "last_message_at", "id")`,
    );
    this.addSql(
      `create index "conversation_team_recent_index" on "conversation" ("team_id", "status", "last_message_at", "id")`,
    );
    this.addSql(
      `create index "conversation_unassigned_index" on "conversation" ("status", "last_message_at", "id") where assignee_id is null`,
    );
    this.addSql(
      `create index "conversation_team_unassigned_index" on "conversation" ("team_id", "status", "last_message_at", "id") where assignee_id is null`,
    );
    this.addSql(
      `create index "conversation_waiting_index" on "conversation" ("status", "waiting_order", "id")`,
    );
    this.addSql(
      `create index "conversation_priority_index" on "conversation" ("status", "priority", "last_message_at", "id")`,
    );
    this.addSql(
      `create unique index "conversation_open_unique" on "conversation" ("thread_id") where status <> 'closed'`,
    );
    this.addSql(
      `create table "conversation_event" ("id" uuid not null, "conversation_id" uuid not null, "kind" text not null, "actor_id" uuid null, "data" jsonb not null default '{}', "at" timestamptz not null default now(), primary key ("id"))`,
    );
    this.addSql(
      `create index "conversation_event_conversation_id_at_index" on "conversation_event" ("conversation_id", "at")`,
    );
    this.addSql(
      `create table "webhook_event" ("id" bigserial primary key, "key" text not null, "field" text not null, "phone_number_id" text null, "thread_key" text not null default '', "shard" smallint not null default 0, "body" text not null, "correlation_id" text null, "received_at" timestamptz not null default now(), "processed_at" timestamptz null, "attempts" smallint not null default 0, "next_attempt_at" timestamptz null, "error" text null, "dead_at" timestamptz null)`,
    );
    this.addSql(
      `alter table "webhook_event" add constraint "webhook_event_key_unique" unique ("key")`,
    );
    this.addSql(
      `create index "webhook_event_waiting_index" on "webhook_event" ("shard", "id") where processed_at is null and dead_at is null`,
    );
    this.addSql(
      `create index "webhook_event_dead_index" on "webhook_event" ("dead_at") where dead_at is not null`,
    );
    this.addSql(
      `create index "webhook_event_processed_at_index" on "webhook_event" ("processed_at") where processed_at is not null`,
    );
    this.addSql(
      `alter table "channel" add constraint "channel_state_check" check ("state" in ('active', 'paused'))`,
    );
    this.addSql(
      `alter table "contact" add constraint "contact_merged_into_id_foreign" foreign key ("merged_into_id") references "contact" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "contact" add constraint "contact_marketing_consent_check" check ("marketing_consent" in ('unknown', 'given', 'withdrawn'))`,
    );
    this.addSql(
      `alter table "contact_identity" add constraint "contact_identity_contact_id_foreign" foreign key ("contact_id") references "contact" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "contact_identity" add constraint "contact_identity_kind_check" check ("kind" in ('phone', 'bsuid', 'parent_bsuid', 'username'))`,
    );
    this.addSql(
      `alter table "contact_merge" add constraint "contact_merge_survivor_id_foreign" foreign key ("survivor_id") references "contact" ("id")`,
    );
    this.addSql(
      `alter table "contact_merge" add constraint "contact_merge_merged_id_foreign" foreign key ("merged_id") references "contact" ("id")`,
    );
    this.addSql(
      `alter table "member" add constraint "member_role_check" check ("role" in ('admin', 'manager', 'agent', 'marketer'))`,
    );
    this.addSql(
      `alter table "reaction" add constraint "reaction_channel_id_foreign" foreign key ("channel_id") references "channel" ("id")`,
    );
    this.addSql(
      `alter table "reaction" add constraint "reaction_by_check" check ("by" in ('customer', 'business'))`,
    );
    this.addSql(
      `alter table "session" add constraint "session_member_id_foreign" foreign key ("member_id") references "member" ("id") on delete cascade`,
    );
    this.addSql(
      `alter table "status_orphan" add constraint "status_orphan_channel_id_foreign" foreign key ("channel_id") references "channel" ("id")`,
    );
    this.addSql(
      `alter table "team_member" add constraint "team_member_team_id_foreign" foreign key ("team_id") references "team" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "team_member" add constraint "team_member_member_id_foreign" foreign key ("member_id") references "member" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "thread" add constraint "thread_channel_id_foreign" foreign key ("channel_id") references "channel" ("id")`,
    );
    this.addSql(
      `alter table "thread" add constraint "thread_contact_id_foreign" foreign key ("contact_id") references "contact" ("id")`,
    );
    this.addSql(
      `alter table "message" add constraint "message_thread_id_foreign" foreign key ("thread_id") references "thread" ("id")`,
    );
    this.addSql(
      `alter table "message" add constraint "message_channel_id_foreign" foreign key ("channel_id") references "channel" ("id")`,
    );
    this.addSql(
      `alter table "message" add constraint "message_direction_check" check ("direction" in ('inbound', 'outbound'))`,
    );
    this.addSql(
      `alter table "message" add constraint "message_status_check" check ("status" in ('received', 'queued', 'sending', 'unconfirmed', 'accepted', 'sent', 'delivered', 'read', 'played', 'failed', 'cancelled'))`,
    );
    this.addSql(
      `alter table "message" add constraint "message_author_kind_check" check ("author_kind" in ('customer', 'member', 'bot', 'campaign', 'api', 'phone'))`,
    );
    this.addSql(
      `alter table "send_attempt" add constraint "send_attempt_message_id_foreign" foreign key ("message_id") references "message" ("id")`,
    );
    this.addSql(
      `alter table "send_attempt" add constraint "send_attempt_thread_id_foreign" foreign key ("thread_id") references "thread" ("id")`,
    );
    this.addSql(
      `alter table "send_attempt" add constraint "send_attempt_channel_id_foreign" foreign key ("channel_id") references "channel" ("id")`,
    );
    this.addSql(
      `alter table "send_attempt" add constraint "send_attempt_state_check" check ("state" in ('queued', 'claimed', 'sending', 'accepted', 'unconfirmed', 'failed', 'cancelled'))`,
    );
    this.addSql(
      `alter table "media" add constraint "media_channel_id_foreign" foreign key ("channel_id") references "channel" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "media" add constraint "media_message_id_foreign" foreign key ("message_id") references "message" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "media" add constraint "media_direction_check" check ("direction" in ('inbound', 'outbound'))`,
    );
    this.addSql(
      `alter table "media" add constraint "media_state_check" check ("state" in ('waiting', 'stored', 'failed'))`,
    );
    this.addSql(
      `alter table "daily_reach" add constraint "daily_reach_channel_id_foreign" foreign key ("channel_id") references "channel" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "daily_reach" add constraint "daily_reach_thread_id_foreign" foreign key ("thread_id") references "thread" ("id") on update cascade on delete cascade`,
    );
    this.addSql(
      `alter table "conversation" add constraint "conversation_thread_id_foreign" foreign key ("thread_id") references "thread" ("id")`,
    );
    this.addSql(
      `alter table "conversation" add constraint "conversation_channel_id_foreign" foreign key ("channel_id") references "channel" ("id")`,
    );
    this.addSql(
      `alter table "conversation" add constraint "conversation_contact_id_foreign" foreign key ("contact_id") references "contact" ("id")`,
    );
    this.addSql(
      `alter table "conversation" add constraint "conversation_assignee_id_foreign" foreign key ("assignee_id") references "member" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "conversation" add constraint "conversation_team_id_foreign" foreign key ("team_id") references "team" ("id") on delete set null`,
    );
    this.addSql(
      `alter table "conversation" add constraint "conversation_status_check" check ("status" in ('open', 'pending', 'closed'))`,
    );
    this.addSql(
      `alter table "conversation" add constraint "conversation_last_message_direction_check" check ("last_message_direction" in ('inbound', 'outbound'))`,
    );
    this.addSql(
      `alter table "conversation" add constraint "conversation_last_message_status_check" check ("last_message_status" in ('received', 'queued', 'sending', 'unconfirmed', 'accepted', 'sent', 'delivered', 'read', 'played', 'failed', 'cancelled'))`,
    );
    this.addSql(
      `alter table "conversation_event" add constraint "conversation_event_conversation_id_foreign" foreign key ("conversation_id") references "conversation" ("id")`,
    );
    this.addSql(
      `alter table "conversation_event" add constraint "conversation_event_kind_check" check ("kind" in ('opened', 'reopened', 'closed', 'pending', 'assigned', 'unassigned', 'team_changed', 'priority_changed', 'merged'))`,
    );
  }

  override down(): void {
    this.addSql(`alter table "reaction" drop constraint "reaction_channel_id_foreign"`);
    this.addSql(`alter table "status_orphan" drop constraint "status_orphan_channel_id_foreign"`);
    this.addSql(`alter table "thread" drop constraint "thread_channel_id_foreign"`);
    this.addSql(`alter table "message" drop constraint "message_channel_id_foreign"`);
    this.addSql(`alter table "send_attempt" drop constraint "send_attempt_channel_id_foreign"`);
    this.addSql(`alter table "media" drop constraint "media_channel_id_foreign"`);
    this.addSql(`alter table "daily_reach" drop constraint "daily_reach_channel_id_foreign"`);
    this.addSql(`alter table "conversation" drop constraint "conversation_channel_id_foreign"`);
    this.addSql(`alter table "contact" drop constraint "contact_merged_into_id_foreign"`);
    this.addSql(
      `alter table "contact_identity" drop constraint "contact_identity_contact_id_foreign"`,
    );
    this.addSql(`alter table "contact_merge" drop constraint "contact_merge_survivor_id_foreign"`);
    this.addSql(`alter table "contact_merge" drop constraint "contact_merge_merged_id_foreign"`);
    this.addSql(`alter table "thread" drop constraint "thread_contact_id_foreign"`);
    this.addSql(`alter table "conversation" drop constraint "conversation_contact_id_foreign"`);
    this.addSql(`alter table "session" drop constraint "session_member_id_foreign"`);
    this.addSql(`alter table "team_member" drop constraint "team_member_member_id_foreign"`);
    this.addSql(`alter table "conversation" drop constraint "conversation_assignee_id_foreign"`);
    this.addSql(`alter table "team_member" drop constraint "team_member_team_id_foreign"`);
    this.addSql(`alter table "conversation" drop constraint "conversation_team_id_foreign"`);
    this.addSql(`alter table "message" drop constraint "message_thread_id_foreign"`);
    this.addSql(`alter table "send_attempt" drop constraint "send_attempt_thread_id_foreign"`);
    this.addSql(`alter table "daily_reach" drop constraint "daily_reach_thread_id_foreign"`);
    this.addSql(`alter table "conversation" drop constraint "conversation_thread_id_foreign"`);
    this.addSql(`alter table "send_attempt" drop constraint "send_attempt_message_id_foreign"`);
    this.addSql(`alter table "media" drop constraint "media_message_id_foreign"`);
    this.addSql(
      `alter table "conversation_event" drop constraint "conversation_event_conversation_id_foreign"`,
    );
    this.addSql(`drop table if exists "channel" cascade`);
    this.addSql(`drop table if exists "contact" cascade`);
    this.addSql(`drop table if exists "contact_identity" cascade`);
    this.addSql(`drop table if exists "contact_merge" cascade`);
    this.addSql(`drop table if exists "event" cascade`);
    this.addSql(`drop table if exists "event_failure" cascade`);
    this.addSql(`drop table if exists "journal" cascade`);
    this.addSql(`drop table if exists "member" cascade`);
    this.addSql(`drop table if exists "reaction" cascade`);
    this.addSql(`drop table if exists "session" cascade`);
    this.addSql(`drop table if exists "status_orphan" cascade`);
    this.addSql(`drop table if exists "team" cascade`);
    this.addSql(`drop table if exists "team_member" cascade`);
    this.addSql(`drop table if exists "template" cascade`);
    this.addSql(`drop table if exists "thread" cascade`);
    this.addSql(`drop table if exists "message" cascade`);
    this.addSql(`drop table if exists "send_attempt" cascade`);
    this.addSql(`drop table if exists "media" cascade`);
    this.addSql(`drop table if exists "daily_reach" cascade`);
    this.addSql(`drop table if exists "conversation" cascade`);
    this.addSql(`drop table if exists "conversation_event" cascade`);
    this.addSql(`drop table if exists "webhook_event" cascade`);
  }
}
