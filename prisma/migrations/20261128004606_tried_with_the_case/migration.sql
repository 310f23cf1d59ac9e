-- AlterTable
ALTER TABLE "login_cases" ADD COLUMN     "tried" TEXT[] DEFAULT ARRAY[]::TEXT[];
