-- AlterEnum
ALTER TYPE "case_closing" ADD VALUE 'told';
