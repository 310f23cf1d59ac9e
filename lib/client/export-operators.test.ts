import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { fetchFile } from "./export-operators";

let server: Server | undefined;

async function fileOf(answer: (response: ServerResponse) => unknown) {
  server = createServer((_request, response) => void answer(response));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return fetchFile(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

const NAME = {
  "Content-Disposition": `attachment; filename="x.csv"; filename*=UTF-8''${encodeURIComponent("一覧.csv")}`,
};

it("an exported file is whole, under its own name", async () => {
  const { file, name } = await fileOf((response) => response.writeHead(200, NAME).end("名前,メール\r\n"));
  expect([name, await file.text()]).toEqual(["一覧.csv", "名前,メール\r\n"]);
});

it("an exported file that breaks off half-way is a failure of the network and no file", async () => {
  const halfway = fileOf((response) => response.writeHead(200, NAME).write("名前,", () => response.destroy()));
  await expect(halfway).rejects.toMatchObject({ name: "ApiError", code: "network" });
});

it("a refused export says why", async () => {
  const refused = fileOf((response) => response.writeHead(422).end('{"code":"unmappable_characters","detail":"3字"}'));
  await expect(refused).rejects.toMatchObject({ status: 422, code: "unmappable_characters", detail: "3字" });
});
