/** Printed on a poster a code needs this many pixels a side; a whole multiple of any code's modules comes close enough. */
const PNG_SIDE = 1024;

/** An SVG document as the source of an `img`. */
export function svgSource(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** Draws a square SVG as a PNG; null where the browser gives no canvas (some private modes refuse to read one). */
export async function pngOfSvg(svg: string): Promise<Blob | null> {
  const image = new Image();
  image.width = PNG_SIDE;
  image.height = PNG_SIDE;
  image.src = svgSource(svg);
  const loaded = await image.decode().then(
    () => true,
    () => false,
  );
  const canvas = document.createElement("canvas");
  canvas.width = PNG_SIDE;
  canvas.height = PNG_SIDE;
  const context = canvas.getContext("2d");
  if (!loaded || !context) return null;
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, PNG_SIDE, PNG_SIDE);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Saves bytes as a file of the browser's downloads. Characters that file systems refuse become a hyphen. */
export function saveFile(bytes: Blob, name: string): void {
  const href = URL.createObjectURL(bytes);
  const link = document.createElement("a");
  link.href = href;
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, "-");
  link.click();
  // The click only asks for the download; the address must live until the browser has read it.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
