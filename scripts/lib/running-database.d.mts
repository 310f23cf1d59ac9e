/**
 * Puts the settings into the environment with which a command reaches Kenshin's database: DATABASE_URL when it is set,
 * else the embedded database of the Kenshin that runs from KENSHIN_DATA. Throws, in one line, when there is neither.
 */
export function reachDatabase(environment?: Record<string, string | undefined>): void;
