import { z } from "zod";

const text = z.string().trim().min(1);

function wholeNumber(min: number, max: number) {
  return z.coerce
    .number({ error: `must be a number from ${min} to ${max}` })
    .int()
    .min(min)
    .max(max);
}

const postgresUrl = text.refine((value) => /^postgres(ql)?:\/\//.test(value) && URL.canParse(value), {
  error: "must look like postgresql://user:password@host:5432/database",
});

/** `https://kenshin.example.jp`: scheme, host and port; a path would end up in the middle of every link. */
const origin = text
  .refine((value) => URL.canParse(value) && /^https?:\/\/[^/]+\/?$/.test(value), {
    error: "must be an address such as https://kenshin.example.jp, without a path",
  })
  .transform((value) => new URL(value).origin);

const smtpUrl = text.refine((value) => /^smtps?:\/\//.test(value) && URL.canParse(value), {
  error: "must look like smtp://user:password@mail.example.jp:587 or smtps://…",
});

// `name@example.jp` or `Name <name@example.jp>`; a line break would start a header of its own (S11).
const sender = text.regex(/^(?:[^<>"\p{Cc}]* <)?[^\s<>@"]+@[^\s<>@"]+\.[^\s<>@"]+>?$/u, {
  error: "must look like kenshin@example.jp or Kenshin <kenshin@example.jp>",
});

const settings = z
  .object({
    NODE_ENV: z.enum(["development", "test", "production"]).default("development"),
    PORT: wholeNumber(1, 65_535).default(3000),
    HOST: text.default("127.0.0.1"),
    KENSHIN_URL: origin.optional(),
    KENSHIN_SECRET: text.min(32, { error: "must have at least 32 characters" }),
    KENSHIN_DATA: text.default(".data"),
    KENSHIN_DEMO_PASSWORD: text.min(15).optional(),
    KENSHIN_TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
    DATABASE_URL: postgresUrl,
    DATABASE_POOL: wholeNumber(2, 200).default(10),
    SMTP_URL: smtpUrl.optional(),
    MAIL_FROM: sender.optional(),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .superRefine((read, context) => {
    if (read.SMTP_URL === undefined || read.MAIL_FROM !== undefined) return;
    context.addIssue({ code: "custom", path: ["MAIL_FROM"], message: "is needed with SMTP_URL" });
  })
  .transform((read) => ({ ...read, KENSHIN_URL: read.KENSHIN_URL ?? `http://127.0.0.1:${read.PORT}` }));

/** The settings, checked. `KENSHIN_URL` is an origin without a trailing slash and decides every link (S8). */
export type Env = Readonly<z.infer<typeof settings>>;

/** A missing or bad setting; the message is one line that names every one of them and never their values (S55). */
export class SettingsError extends Error {
  override name = "SettingsError";
}

/** Checks settings read from `source`. An empty text counts as not set, as `.env` files leave it. Throws SettingsError. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const result = settings.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const faults = result.error.issues.map(({ path, message }) => {
    const name = path.join(".");
    return name in given ? `${name}: ${message}` : `${name} is not set`;
  });
  throw new SettingsError(`Settings: ${faults.join("; ")}. README.md explains each one.`);
}

let checked: Env | undefined;

/** This process's settings, read once, on first use. Throws SettingsError. */
export function env(): Env {
  if (checked) return checked;
  checked = parseEnv(process.env);
  // next-auth knows its own address by this name alone; left unset it could be led by the request's Host (S8).
  process.env["NEXTAUTH_URL"] = checked.KENSHIN_URL;
  return checked;
}
