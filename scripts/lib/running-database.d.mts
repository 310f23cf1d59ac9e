/**
 * Puts the settings into the environment with which a command reaches Kenshin's database: DATABASE_URL when it is set,
 * else the embedded database of the Kenshin that runs from KENSHIN_DATA. Throws, in one line, when there is neither.
 */
export function reachDatabase(environment?: Record<string, string | undefined>): void;

/**
 * Runs `work` with a database in reach, as `reachDatabase` does, and when no Kenshin runs from KENSHIN_DATA starts the
 * embedded database for as long as it takes. `work` has to close its connections. Throws, in one line, when there is
 * nothing to start.
 */
export function withDatabase<T>(work: () => Promise<T>, environment?: Record<string, string | undefined>): Promise<T>;
