export type InstanceLock = {
  readonly leftover: { readonly pid: number } | null;
  note(facts: object): void;
  release(): void;
};
export function acquireLock(directory: string, address: string): InstanceLock;
