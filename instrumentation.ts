/** Called once by Next when a server process starts, before it takes requests. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: not a setting; Next puts a constant here and drops the branch from its edge bundle.
  if (process.env["NEXT_RUNTIME"] === "nodejs") {
    const { boot } = await import("@/lib/server/boot");
    await boot();
  }
}
