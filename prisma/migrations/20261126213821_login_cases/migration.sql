-- CreateEnum
CREATE TYPE "verdict_state" AS ENUM ('blocking', 'suspected', 'clear', 'unknown');

-- CreateEnum
CREATE TYPE "case_origin" AS ENUM ('owner', 'self_check');

-- CreateEnum
CREATE TYPE "case_closing" AS ENUM ('signed_in', 'all_clear', 'by_hand', 'joined');

-- CreateTable
CREATE TABLE "login_cases" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "operator_id" UUID,
    "email_key" TEXT COLLATE "C",
    "name" TEXT NOT NULL,
    "origin" "case_origin" NOT NULL,
    "login_url" TEXT,
    "states" "verdict_state"[] DEFAULT ARRAY[]::"verdict_state"[],
    "last_checked_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by_name" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_as" "case_closing",
    "closed_by_name" TEXT,

    CONSTRAINT "login_cases_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "login_cases_account_id_closed_at_id_idx" ON "login_cases"("account_id", "closed_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "login_cases_operator_id_idx" ON "login_cases"("operator_id");

-- AddForeignKey
ALTER TABLE "login_cases" ADD CONSTRAINT "login_cases_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "login_cases" ADD CONSTRAINT "login_cases_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- At most one open case for each person: an operator, or an address that nobody has. Somebody known by name alone is anybody.
CREATE UNIQUE INDEX login_cases_open ON login_cases (account_id, (coalesce(operator_id::text COLLATE "C", email_key))) WHERE closed_at IS NULL;
