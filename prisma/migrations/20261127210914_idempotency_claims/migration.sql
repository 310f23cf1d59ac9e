-- AlterTable
ALTER TABLE "idempotency_keys" ADD COLUMN     "claim_id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
