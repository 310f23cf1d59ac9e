-- CreateEnum
CREATE TYPE "check_up_origin" AS ENUM ('by_hand', 'import', 'daily');

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "last_examined_on" DATE;

-- CreateTable
CREATE TABLE "check_ups" (
    "id" UUID NOT NULL DEFAULT kenshin_uuid7(),
    "account_id" UUID NOT NULL,
    "origin" "check_up_origin" NOT NULL,
    "recorded_by_name" TEXT,
    "grade" TEXT,
    "operators" INTEGER NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "check_ups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_up_causes" (
    "check_up_id" UUID NOT NULL,
    "cause" INTEGER NOT NULL,
    "grade" TEXT,
    "count" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "people" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "operator_ids" UUID[],

    CONSTRAINT "check_up_causes_pkey" PRIMARY KEY ("check_up_id","cause")
);

-- CreateIndex
CREATE INDEX "check_ups_account_id_id_idx" ON "check_ups"("account_id", "id");

-- AddForeignKey
ALTER TABLE "check_ups" ADD CONSTRAINT "check_ups_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_up_causes" ADD CONSTRAINT "check_up_causes_check_up_id_fkey" FOREIGN KEY ("check_up_id") REFERENCES "check_ups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
