-- Ids made in the database: UUIDv7 (RFC 9562), so that they sort by time. PostgreSQL has its own only from version 18 on.
CREATE FUNCTION kenshin_uuid7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING
    substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
$$;

-- The same for rows that are made together and have an order: the ordinal (24 bits) stands where RFC 9562, 6.2 lets a
-- counter stand, so that the ids of one list sort as the list did.
CREATE FUNCTION kenshin_uuid7(ordinal int) RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(set_byte(set_byte(set_byte(set_byte(
    overlay(uuid_send(gen_random_uuid()) PLACING
      substring(int8send((extract(epoch FROM now()) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
    6, 112 | ((ordinal >> 20) & 15)), 7, (ordinal >> 12) & 255), 8, 128 | ((ordinal >> 6) & 63)), 9, (ordinal & 63) << 2), 'hex')::uuid
$$;

-- CreateEnum
CREATE TYPE "directory" AS ENUM ('utage', 'hosted');

-- CreateEnum
CREATE TYPE "contract_status" AS ENUM ('trial', 'active', 'past_due', 'cancelled', 'force_cancelled', 'unknown');

-- CreateEnum
CREATE TYPE "deleted_reason" AS ENUM ('manual', 'cleanup', 'missing_from_import');

-- CreateEnum
CREATE TYPE "session_kind" AS ENUM ('owner', 'operator');

-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('queued', 'running', 'needs_confirmation', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "import_change_kind" AS ENUM ('updated', 'missing');

-- CreateEnum
CREATE TYPE "batch_kind" AS ENUM ('cleanup', 'deletion');

-- CreateEnum
CREATE TYPE "cleanup_strategy" AS ENUM ('keep_one', 'recreate');

-- CreateEnum
CREATE TYPE "batch_status" AS ENUM ('planned', 'applied', 'to_do', 'undone', 'partly_undone');

-- CreateEnum
CREATE TYPE "step_action" AS ENUM ('delete', 'create', 'keep');

-- CreateEnum
CREATE TYPE "step_result" AS ENUM ('done', 'skipped', 'failed');

-- CreateEnum
CREATE TYPE "todo_status" AS ENUM ('open', 'done', 'withdrawn');

-- CreateEnum
CREATE TYPE "todo_done_by" AS ENUM ('hand', 'import');

-- CreateEnum
CREATE TYPE "one_time_code_purpose" AS ENUM ('setup', 'owner_reset');

-- CreateTable
CREATE TABLE "owners" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT COLLATE "C" NOT NULL,
    "password_hash" TEXT,
    "credential_version" INTEGER NOT NULL DEFAULT 1,
    "locale" TEXT NOT NULL DEFAULT 'ja',
    "theme" TEXT NOT NULL DEFAULT 'system',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "owners_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "session_kind" NOT NULL,
    "owner_id" UUID,
    "operator_id" UUID,
    "account_id" UUID,
    "credential_version" INTEGER NOT NULL,
    "browser" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_codes" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "purpose" "one_time_code_purpose" NOT NULL,
    "owner_id" UUID,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttles" (
    "bucket" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failure_at" TIMESTAMPTZ(3) NOT NULL,
    "blocked_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_throttles_pkey" PRIMARY KEY ("bucket")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "owner_id" UUID NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "directory" "directory" NOT NULL,
    "custom_domain" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contracts" (
    "account_id" UUID NOT NULL,
    "status" "contract_status" NOT NULL DEFAULT 'unknown',
    "trial_ends_on" DATE,
    "cancels_on" DATE,
    "past_due_since" DATE,
    "card_expires_on" DATE,
    "note" TEXT NOT NULL DEFAULT '',
    "status_confirmed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contracts_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "contract_events" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "actor_name" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contract_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operators" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT COLLATE "C" NOT NULL,
    "possible_key" TEXT COLLATE "C" NOT NULL,
    "search_text" TEXT COLLATE "C" NOT NULL,
    "permissions" TEXT[],
    "registered_on" DATE,
    "last_login_at" TIMESTAMPTZ(3),
    "last_confirmed_at" TIMESTAMPTZ(3),
    "password_hash" TEXT,
    "credential_version" INTEGER NOT NULL DEFAULT 1,
    "added_import_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_reason" "deleted_reason",
    "deleted_by" TEXT,
    "deleted_batch_id" UUID,
    "deleted_import_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "operators_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "status" "import_status" NOT NULL DEFAULT 'queued',
    "file_name" TEXT,
    "content_type" TEXT,
    "byte_size" INTEGER NOT NULL,
    "complete" BOOLEAN NOT NULL,
    "missing_confirmed" BOOLEAN NOT NULL DEFAULT false,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "chosen_encoding" TEXT,
    "chosen_columns" JSONB,
    "encoding" TEXT,
    "format" TEXT,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failure_code" TEXT,
    "failure_params" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_chunks" (
    "import_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "import_chunks_pkey" PRIMARY KEY ("import_id","seq")
);

-- CreateTable
CREATE TABLE "import_rejections" (
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "column" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "import_rejections_pkey" PRIMARY KEY ("import_id","row")
);

-- CreateTable
CREATE TABLE "import_changes" (
    "import_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "kind" "import_change_kind" NOT NULL,
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "import_changes_pkey" PRIMARY KEY ("import_id","operator_id")
);

-- CreateTable
CREATE TABLE "duplicate_returns" (
    "import_id" UUID NOT NULL,
    "email_key" TEXT COLLATE "C" NOT NULL,
    "account_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,

    CONSTRAINT "duplicate_returns_pkey" PRIMARY KEY ("import_id","email_key")
);

-- CreateTable
CREATE TABLE "batches" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "kind" "batch_kind" NOT NULL,
    "strategy" "cleanup_strategy",
    "status" "batch_status" NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "scope" JSONB,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "batches_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "batch_steps" (
    "batch_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "action" "step_action" NOT NULL,
    "operator_id" UUID,
    "email_key" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT NOT NULL,
    "payload" JSONB,
    "result" "step_result",
    "code" TEXT,
    "undone_at" TIMESTAMPTZ(3),
    "undo_code" TEXT,

    CONSTRAINT "batch_steps_pkey" PRIMARY KEY ("batch_id","seq")
);

-- CreateTable
CREATE TABLE "todos" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "action" "step_action" NOT NULL,
    "operator_id" UUID,
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "email_key" TEXT COLLATE "C" NOT NULL,
    "registered_on" DATE,
    "status" "todo_status" NOT NULL DEFAULT 'open',
    "done_by" "todo_done_by",
    "done_import_id" UUID,
    "done_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "todos_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT,
    "subject_name" TEXT,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "actor_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("actor_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "owners_email_key_key" ON "owners"("email_key");

-- CreateIndex
CREATE INDEX "sessions_owner_id_idx" ON "sessions"("owner_id");

-- CreateIndex
CREATE INDEX "sessions_operator_id_idx" ON "sessions"("operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_codes_code_hash_key" ON "one_time_codes"("code_hash");

-- CreateIndex
CREATE INDEX "one_time_codes_purpose_owner_id_idx" ON "one_time_codes"("purpose", "owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_owner_id_code_key" ON "accounts"("owner_id", "code");

-- CreateIndex
CREATE INDEX "contract_events_account_id_id_idx" ON "contract_events"("account_id", "id");

-- CreateIndex
CREATE INDEX "operators_account_id_email_key_idx" ON "operators"("account_id", "email_key");

-- CreateIndex
CREATE INDEX "imports_account_id_id_idx" ON "imports"("account_id", "id");

-- CreateIndex
CREATE INDEX "duplicate_returns_account_id_email_key_idx" ON "duplicate_returns"("account_id", "email_key");

-- CreateIndex
CREATE INDEX "batches_account_id_id_idx" ON "batches"("account_id", "id");

-- CreateIndex
CREATE INDEX "batch_steps_operator_id_idx" ON "batch_steps"("operator_id");

-- CreateIndex
CREATE INDEX "batch_steps_email_key_idx" ON "batch_steps"("email_key");

-- CreateIndex
CREATE INDEX "todos_account_id_status_id_idx" ON "todos"("account_id", "status", "id");

-- CreateIndex
CREATE INDEX "todos_batch_id_idx" ON "todos"("batch_id");

-- CreateIndex
CREATE INDEX "todos_operator_id_idx" ON "todos"("operator_id");

-- CreateIndex
CREATE INDEX "audit_events_account_id_id_idx" ON "audit_events"("account_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_codes" ADD CONSTRAINT "one_time_codes_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contract_events" ADD CONSTRAINT "contract_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operators" ADD CONSTRAINT "operators_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_chunks" ADD CONSTRAINT "import_chunks_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rejections" ADD CONSTRAINT "import_rejections_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_returns" ADD CONSTRAINT "duplicate_returns_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_returns" ADD CONSTRAINT "duplicate_returns_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duplicate_returns" ADD CONSTRAINT "duplicate_returns_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batches"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batches" ADD CONSTRAINT "batches_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch_steps" ADD CONSTRAINT "batch_steps_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batches"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "todos" ADD CONSTRAINT "todos_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "todos" ADD CONSTRAINT "todos_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batches"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say (the "sql:" lines of schema.prisma).
CREATE UNIQUE INDEX accounts_hosted_code_key ON accounts (code) WHERE directory = 'hosted';
CREATE INDEX operators_active_email_key ON operators (account_id, email_key) WHERE deleted_at IS NULL;
CREATE INDEX operators_active_possible_key ON operators (account_id, possible_key, email_key) WHERE deleted_at IS NULL;
CREATE INDEX operators_active_name ON operators (account_id, name, id) WHERE deleted_at IS NULL;
CREATE INDEX operators_active_registered_on ON operators (account_id, registered_on, id) WHERE deleted_at IS NULL;
CREATE INDEX operators_active_last_login_at ON operators (account_id, last_login_at, id) WHERE deleted_at IS NULL;
CREATE INDEX operators_deleted_at ON operators (account_id, deleted_at, id) WHERE deleted_at IS NOT NULL;
