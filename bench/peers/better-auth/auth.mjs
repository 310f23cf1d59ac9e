// Better Auth as its documentation sets it up: addresses and passwords, rows in PostgreSQL. Two settings make the work equal:
// passwords are hashed as Kenshin's are, and its limit of calls an address of the network is off, as all come from one here.
import { verify } from "@node-rs/argon2";
import { betterAuth } from "better-auth";
import pg from "pg";

export const pool = new pg.Pool({ connectionString: process.env.PEER_DATABASE_URL, max: 10 });

export const auth = betterAuth({
  database: pool,
  baseURL: process.env.PEER_ADDRESS,
  secret: "a secret for measurements only, no door is opened by it",
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  logger: { level: "error" },
  emailAndPassword: {
    enabled: true,
    password: { verify: ({ hash, password }) => verify(hash, password) },
    // The link is made; who mails it is not measured on either side.
    sendResetPassword: async () => {},
  },
});
