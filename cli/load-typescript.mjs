// Lets Node run the project's TypeScript from any working directory: tsx alone would look for tsconfig.json in that one.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });
