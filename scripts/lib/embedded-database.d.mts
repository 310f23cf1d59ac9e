export type EmbeddedDatabase = {
  readonly port: number;
  /** Address of a database for the app's own role, which may create databases and is no superuser. */
  urlFor(database: string): string;
  adminUrlFor(database: string): string;
  ensureDatabase(name: string): Promise<void>;
  /** Fulfils with how the server ended, whenever that is. */
  readonly exited: Promise<string>;
  stop(): Promise<void>;
};

export function startEmbeddedDatabase(options: {
  readonly directory: string;
  readonly durable?: boolean;
}): Promise<EmbeddedDatabase>;
