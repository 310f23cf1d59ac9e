import "server-only";

/** A `date` column, as Prisma reads it, as `YYYY-MM-DD`. */
export function dayOf(stored: Date): string {
  return stored.toISOString().slice(0, 10);
}

/** `YYYY-MM-DD` as Prisma writes it into a `date` column. */
export function dateOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
