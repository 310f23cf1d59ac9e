// Loaded into the app before its server. The channel to the script that started it closes when that script ends, also
// by kill -9: without this the app would go on, hold its port and outlive its database.
process.on("disconnect", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 10_000).unref();
});
