import type { Server } from "node:http";

export function stopWhenAsked(server: Server, close: () => Promise<void>): void;
