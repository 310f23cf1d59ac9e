import { launch } from "./lib/launch.mjs";
import { nextDev } from "./lib/next-server.mjs";

// npm run dev: the app under development, rebuilt as files change, with a database of its own (kenshin_dev).
await launch({ database: "kenshin_dev", production: false, app: nextDev });
