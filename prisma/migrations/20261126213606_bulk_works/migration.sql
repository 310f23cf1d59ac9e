-- CreateEnum
CREATE TYPE "bulk_work_kind" AS ENUM ('cleanup', 'deletion', 'undo', 'password_resets');

-- CreateEnum
CREATE TYPE "bulk_work_outcome" AS ENUM ('done', 'cancelled', 'failed');

-- CreateTable
CREATE TABLE "bulk_works" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "kind" "bulk_work_kind" NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "total" INTEGER NOT NULL,
    "processed" INTEGER NOT NULL DEFAULT 0,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" "bulk_work_outcome",

    CONSTRAINT "bulk_works_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bulk_works_account_id_started_at_idx" ON "bulk_works"("account_id", "started_at");

-- AddForeignKey
ALTER TABLE "bulk_works" ADD CONSTRAINT "bulk_works_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;
