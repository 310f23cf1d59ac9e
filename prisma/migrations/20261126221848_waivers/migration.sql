-- CreateEnum
CREATE TYPE "waiver_end" AS ENUM ('cancelled', 'replaced', 'until_passed', 'facts_changed');

-- CreateTable
CREATE TABLE "waivers" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "facts_hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "until" DATE NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_as" "waiver_end",
    "ended_by_name" TEXT,

    CONSTRAINT "waivers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "waivers_account_id_id_idx" ON "waivers"("account_id", "id");

-- AddForeignKey
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One standing waiver for each row of a contract's sheet.
CREATE UNIQUE INDEX waivers_standing ON waivers (account_id, slug) WHERE ended_at IS NULL;
