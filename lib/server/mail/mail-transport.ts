import "server-only";
import { createTransport } from "nodemailer";
import { type MailFailure, mailFailureOf } from "@/lib/domain/mail-delivery";
import { env } from "@/lib/env";
import type { ComposedMail } from "./compose-mail";

/** Mails handed over at once; a mail server of a small business rarely likes more connections. */
export const MAILS_AT_ONCE = 4;

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** What goes out: one mail to one address. */
export type OutgoingMail = ComposedMail & {
  readonly id: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly createdAt: Date;
};

/** A try that failed. */
export type FailedTry = {
  readonly failure: MailFailure;
  /** What the server answered (RFC 5321, 4.2.1), for the log; its words may name an address and stay out. null: nothing. */
  readonly replyCode: number | null;
};

export type MailTransport = {
  /** Hands a mail over; null when the server took it, otherwise how it failed. Never throws. */
  send(mail: OutgoingMail): Promise<FailedTry | null>;
  close(): void;
};

/** Whether mails leave at all; without a mail server the console shows each one to be passed on. */
export function hasMailServer(): boolean {
  return env().SMTP_URL !== undefined;
}

/** The mail server of the settings, or null when there is none. Connections stay open until `close`. */
export function openMailTransport(): MailTransport | null {
  const { SMTP_URL, MAIL_FROM } = env();
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null;
  const transport = createTransport({
    ...{ url: SMTP_URL, pool: true, maxConnections: MAILS_AT_ONCE },
    ...{ connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    // Nothing that a name or a text contains may make the mailer read a file or an address.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  const from = readSender(MAIL_FROM);
  return {
    send: async ({ id, to, createdAt, subject, text, html }) => {
      try {
        await transport.sendMail({
          ...{ from, to, subject, text, html },
          // One recipient, whatever the headers come to say (S11).
          envelope: { from: from.address, to: [to.address] },
          // The same for every try: who gets a mail twice because the line broke can tell (S50).
          messageId: `<${id}@${from.address.split("@").at(-1)}>`,
          date: createdAt,
          // RFC 3834: nobody's holiday notice answers it.
          headers: { "Auto-Submitted": "auto-generated" },
        });
        return null;
      } catch (error) {
        const replyCode = replyCodeOf(error);
        return { failure: mailFailureOf(replyCode, isAboutMail(error)), replyCode: replyCode ?? null };
      }
    },
    close: () => transport.close(),
  };
}

function readSender(setting: string): { name: string; address: string } {
  const [, name = "", address = setting] = /^(?:(.*) <)?([^<>]+?)>?$/.exec(setting) ?? [];
  return { name, address };
}

function replyCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("responseCode" in error)) return undefined;
  return typeof error.responseCode === "number" ? error.responseCode : undefined;
}

/** Nodemailer says what the server answered to. */
function isAboutMail(error: unknown): boolean {
  return error instanceof Error && "command" in error && (error.command === "RCPT TO" || error.command === "DATA");
}
