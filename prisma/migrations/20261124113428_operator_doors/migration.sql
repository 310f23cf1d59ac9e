-- CreateEnum
CREATE TYPE "reset_delivery" AS ENUM ('mail', 'copy', 'forgot');

-- CreateEnum
CREATE TYPE "mail_kind" AS ENUM ('password_reset', 'reset_link_copied', 'password_changed', 'contract_notice');

-- CreateEnum
CREATE TYPE "mail_status" AS ENUM ('queued', 'sent', 'kept', 'failed', 'withdrawn');

-- CreateEnum
CREATE TYPE "attempt_page" AS ENUM ('operator_page', 'other_contract', 'contract_login');

-- CreateEnum
CREATE TYPE "attempt_result" AS ENUM ('success', 'wrong_login_page', 'other_session', 'duplicate_email', 'wrong_password', 'deleted_operator', 'inactive_contract', 'unknown_address');

-- CreateEnum
CREATE TYPE "contract_notice" AS ENUM ('cancelled', 'cancels', 'trial_over', 'trial_ends', 'card_expired', 'card_expires');

-- AlterTable
ALTER TABLE "contract_events" ADD COLUMN     "notice" "contract_notice",
ADD COLUMN     "notice_on" DATE;

-- AlterTable
ALTER TABLE "sign_in_throttles" ADD COLUMN     "account_id" UUID,
ADD COLUMN     "operator_id" UUID;

-- CreateTable
CREATE TABLE "login_attempts" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID,
    "operator_id" UUID,
    "page" "attempt_page" NOT NULL,
    "result" "attempt_result" NOT NULL,
    "locked" BOOLEAN NOT NULL DEFAULT false,
    "browser" TEXT NOT NULL,
    "network" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "login_attempts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "password_resets" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "delivery" "reset_delivery" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_by_name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "replaced_at" TIMESTAMPTZ(3),

    CONSTRAINT "password_resets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_messages" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "kind" "mail_kind" NOT NULL,
    "status" "mail_status" NOT NULL DEFAULT 'queued',
    "recipient" TEXT NOT NULL,
    "recipient_name" TEXT NOT NULL,
    "operator_id" UUID,
    "password_reset_id" UUID,
    "notice" "contract_notice",
    "notice_on" DATE,
    "locale" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_messages_pkey" PRIMARY KEY ("id")
);

-- DropIndex
DROP INDEX "operators_account_id_email_key_idx";

-- CreateIndex
CREATE INDEX "operators_email_key_account_id_idx" ON "operators"("email_key", "account_id");

-- CreateIndex
CREATE UNIQUE INDEX "password_resets_token_hash_key" ON "password_resets"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "contract_events_account_id_notice_notice_on_key" ON "contract_events"("account_id", "notice", "notice_on");

-- CreateIndex
CREATE INDEX "login_attempts_account_id_created_at_id_idx" ON "login_attempts"("account_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "login_attempts_operator_id_created_at_id_idx" ON "login_attempts"("operator_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "mail_messages_account_id_id_idx" ON "mail_messages"("account_id", "id");

-- CreateIndex
CREATE INDEX "password_resets_account_id_id_idx" ON "password_resets"("account_id", "id");

-- AddForeignKey
ALTER TABLE "sign_in_throttles" ADD CONSTRAINT "sign_in_throttles_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_throttles" ADD CONSTRAINT "sign_in_throttles_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "login_attempts" ADD CONSTRAINT "login_attempts_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "login_attempts" ADD CONSTRAINT "login_attempts_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_messages" ADD CONSTRAINT "mail_messages_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_messages" ADD CONSTRAINT "mail_messages_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_messages" ADD CONSTRAINT "mail_messages_password_reset_id_fkey" FOREIGN KEY ("password_reset_id") REFERENCES "password_resets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot say: the `/// sql:` lines of schema.prisma.

CREATE INDEX sign_in_throttles_account_id ON sign_in_throttles (account_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX password_resets_usable ON password_resets (operator_id) WHERE used_at IS NULL AND replaced_at IS NULL;
CREATE INDEX mail_messages_due ON mail_messages (next_attempt_at) WHERE status = 'queued';
