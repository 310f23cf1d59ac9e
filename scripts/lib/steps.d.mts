export function runStep(
  command: string,
  parameters: readonly string[],
  options: { readonly env?: Record<string, string>; readonly stop?: AbortSignal; readonly failure: string },
): Promise<void>;
