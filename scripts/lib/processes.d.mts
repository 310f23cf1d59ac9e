export function isAlive(pid: number): boolean;
export function startOf(pid: number): string | null;
export function waitUntil(done: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean>;
