// Payload as its template sets it up, with a collection of operators.
import { postgresAdapter } from "@payloadcms/db-postgres";
import { buildConfig } from "payload";

export default buildConfig({
  secret: "a secret for measurements only, no door is opened by it",
  db: postgresAdapter({ idType: "uuid", pool: { connectionString: process.env.PEER_DATABASE_URL, max: 10 } }),
  admin: { user: "owners" },
  telemetry: false,
  typescript: { autoGenerate: false },
  collections: [
    { slug: "owners", auth: true, fields: [] },
    {
      slug: "operators",
      admin: {
        useAsTitle: "name",
        defaultColumns: ["name", "email", "permissions", "registeredOn", "lastLoginAt"],
      },
      fields: [
        { name: "name", type: "text", required: true, index: true },
        { name: "email", type: "text", required: true, index: true },
        { name: "permissions", type: "text" },
        { name: "registeredOn", type: "date" },
        { name: "lastLoginAt", type: "date" },
        { name: "status", type: "text", required: true, index: true },
      ],
    },
  ],
});
