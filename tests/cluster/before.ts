import { runStep } from "../../scripts/lib/steps.mjs";
import { findNginx } from "./nginx";

/** Once, and not within a test's time: two instances of one checkout that build by themselves would be in each other's way. */
export async function setup(): Promise<void> {
  findNginx();
  await runStep(process.execPath, ["scripts/build.mjs"], { failure: "building failed; see above." });
}
