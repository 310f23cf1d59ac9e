import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";

/** A mail as the server was given it: the envelope decides who gets it, whatever the headers say. */
export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly source: string };

/** Where a server says no, and how: a reply code, or the line goes dead once all has been sent. */
export type Trouble =
  | { readonly at: "connect" | "sender" | "recipient" | "data"; readonly code: number }
  | "drop after data";

/** A real SMTP server on a free port of 127.0.0.1, which can be told to make trouble. */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const seenRecipients: string[] = [];
  const sockets = new Set<Socket>();
  let trouble: Trouble | null = null;
  let mayAnswer = Promise.resolve();
  const complaint = (at: "connect" | "sender" | "recipient" | "data") => {
    if (trouble === null || trouble === "drop after data" || trouble.at !== at) return null;
    return Object.assign(new Error("not now"), { responseCode: trouble.code });
  };
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    logger: false,
    onConnect: (_session, answer) => answer(complaint("connect")),
    onMailFrom: (_address, _session, answer) => answer(complaint("sender")),
    onRcptTo: (address, _session, answer) => {
      seenRecipients.push(address.address);
      answer(complaint("recipient"));
    },
    onData: (stream, { envelope }, answer) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const refusal = complaint("data");
        if (refusal) return answer(refusal);
        received.push({
          from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString("utf8"),
        });
        if (trouble !== "drop after data") return void mayAnswer.then(() => answer());
        for (const socket of sockets) socket.destroy();
      });
    },
  });
  // A line that breaks is what some tests are about.
  server.on("error", () => undefined);
  server.server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Every address anybody tried to send to, taken or not. */
    seenRecipients,
    makeTrouble: (next: Trouble | null) => {
      trouble = next;
    },
    /** From now on mails are taken, and nobody is told so before the function that this gives is called. */
    holdAnswers: () => {
      let answer = () => {};
      mayAnswer = new Promise((resolve) => {
        answer = resolve;
      });
      return answer;
    },
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

/** The parts of a mail, decoded: headers by their lower-case names, the text and the HTML. */
export function readMailSource(source: string) {
  const [head = "", ...rest] = source.split("\r\n\r\n");
  const headers = readHeaders(head);
  const boundary = /boundary="([^"]+)"/.exec(headers.get("content-type") ?? "")?.[1] ?? "";
  const parts = rest.join("\r\n\r\n").split(`--${boundary}`).map(readPart);
  const ofType = (type: string) => parts.find((part) => part.type.startsWith(type))?.body ?? "";
  return { headers, text: ofType("text/plain"), html: ofType("text/html") };
}

function readHeaders(head: string): Map<string, string> {
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n");
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
  );
}

function readPart(part: string): { type: string; body: string } {
  const [head = "", ...rest] = part.replace(/^\r\n/, "").split("\r\n\r\n");
  const headers = readHeaders(head);
  const body = rest.join("\r\n\r\n").trimEnd();
  return { type: headers.get("content-type") ?? "", body: decode(body, headers.get("content-transfer-encoding")) };
}

function decode(body: string, encoding: string | undefined): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return body;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_match, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
