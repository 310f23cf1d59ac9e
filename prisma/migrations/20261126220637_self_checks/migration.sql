-- CreateEnum
CREATE TYPE "self_check_outcome" AS ENUM ('looked', 'solved', 'reported');

-- CreateEnum
CREATE TYPE "self_check_seen" AS ENUM ('refused', 'other_account', 'other_page');

-- CreateTable
CREATE TABLE "self_checks" (
    "id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "operator_id" UUID,
    "outcome" "self_check_outcome" NOT NULL,
    "seen" "self_check_seen",
    "guide" TEXT NOT NULL,
    "browser" TEXT NOT NULL,
    "other_login" BOOLEAN,
    "cookies" BOOLEAN,
    "private_window" BOOLEAN,
    "tried" TEXT[],
    "reporter_name" TEXT,
    "note" TEXT,
    "video_url" TEXT,
    "case_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "self_checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_counts" (
    "bucket" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_counts_pkey" PRIMARY KEY ("bucket")
);

-- CreateIndex
CREATE INDEX "self_checks_account_id_created_at_id_idx" ON "self_checks"("account_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "self_checks_operator_id_created_at_id_idx" ON "self_checks"("operator_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "self_checks_case_id_idx" ON "self_checks"("case_id");

-- CreateIndex
CREATE INDEX "self_checks_created_at_idx" ON "self_checks"("created_at");

-- CreateIndex
CREATE INDEX "call_counts_started_at_idx" ON "call_counts"("started_at");

-- AddForeignKey
ALTER TABLE "self_checks" ADD CONSTRAINT "self_checks_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "self_checks" ADD CONSTRAINT "self_checks_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "operators"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "self_checks" ADD CONSTRAINT "self_checks_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "login_cases"("id") ON DELETE SET NULL ON UPDATE CASCADE;
