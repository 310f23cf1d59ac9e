import { describe, expect, it } from "vitest";
import { withSpooledUpload } from "./spool-upload";

const CAP = 10;

/** An upload of so many bytes, and how many of them were taken. */
function uploadOf(size: number) {
  const taken = { bytes: 0 };
  async function* bytes() {
    for (; taken.bytes < size; taken.bytes += 1) yield Uint8Array.of(65);
  }
  return { taken, upload: { fileName: null, contentType: null, bytes: bytes(), digest: () => "" } };
}

describe("S30: an upload", () => {
  it("up to the cap is handed over whole", async () => {
    const { upload } = uploadOf(CAP);
    expect(await withSpooledUpload(upload, async ({ size }) => size, CAP)).toBe(CAP);
  });

  it("past the cap is refused only when all of it was taken, so that the refusal reaches whoever sent it", async () => {
    const { upload, taken } = uploadOf(1_000);
    const refused = withSpooledUpload(upload, async () => "read", CAP);
    await expect(refused).rejects.toMatchObject({ code: "too_large", params: { limit: CAP } });
    expect(taken.bytes).toBe(1_000);
  });
});
