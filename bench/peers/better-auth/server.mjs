import { createServer } from "node:http";
import { toNodeHandler } from "better-auth/node";
import { auth } from "./auth.mjs";

createServer(toNodeHandler(auth)).listen(new URL(process.env.PEER_ADDRESS).port, "127.0.0.1");
