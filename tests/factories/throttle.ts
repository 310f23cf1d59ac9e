import { FREE_TRIES } from "@/lib/domain/login/lock";
import { pool } from "@/lib/server/db";

/**
 * Stretches the wait after as many wrong passwords as are free to an hour: it begins with a second, which one hash may take
 * on a busy machine. Throws when nobody has to wait.
 */
export async function stretchWait(bucket: string): Promise<void> {
  const { rowCount } = await pool().query(
    "update sign_in_throttles set blocked_until = now() + interval '1 hour' where bucket = $1 and failures >= $2",
    [bucket, FREE_TRIES],
  );
  if (rowCount !== 1) throw new Error("nobody has to wait");
}
