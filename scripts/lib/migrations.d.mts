export function applyMigrations(url: string): Promise<string[]>;
export function missingSql(): Promise<string | null>;
