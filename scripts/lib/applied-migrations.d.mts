import type { ClientBase } from "pg";

export function appliedMigrations(client: ClientBase): Promise<string[] | null>;
