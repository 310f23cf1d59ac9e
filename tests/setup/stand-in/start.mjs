import { launch } from "../../../scripts/lib/launch.mjs";

// What `npm start` runs, with a server in place of the built app, so that the tests of the scripts need no build.
await launch({ database: "kenshin", production: false, app: () => ["tests/setup/stand-in/app.mjs"] });
