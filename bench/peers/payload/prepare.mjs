// Makes the tables of the collections, as Payload does while one develops, and its owner.
import { getPayload } from "payload";
import config from "./payload.config.mjs";

const payload = await getPayload({ config });
await payload.create({
  collection: "owners",
  data: { email: process.env.PEER_OWNER_EMAIL, password: process.env.PEER_OWNER_PASSWORD },
});
process.exit(0);
