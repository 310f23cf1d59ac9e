import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

// The scripts and styles of a build, compressed once as small as they get. Next would compress each again for every
// browser that asks, and only with gzip.

const TYPES = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };

/** Content codings, the smallest first: how each is made, and the ending of its files. */
const CODINGS = {
  br: { ending: ".br", compress: (bytes) => promisify(brotliCompress)(bytes, brotliOptions(bytes)) },
  gzip: { ending: ".gz", compress: (bytes) => promisify(gzip)(bytes, { level: constants.Z_BEST_COMPRESSION }) },
};

function brotliOptions(bytes) {
  return { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
}

/** Puts what a build has made of scripts and styles, compressed, into `.next/compressed`; `build` is the path of `.next`. */
export async function compressStaticFiles(build) {
  const folder = join(build, "compressed");
  rmSync(folder, { recursive: true, force: true });
  const files = filesOf(join(build, "static")).filter((path) => TYPES[extname(path)] !== undefined);
  await Promise.all(files.map((path) => compressFile(join(build, "static", path), join(folder, path))));
}

async function compressFile(from, to) {
  const bytes = readFileSync(from);
  mkdirSync(dirname(to), { recursive: true });
  for (const { ending, compress } of Object.values(CODINGS)) writeFileSync(`${to}${ending}`, await compress(bytes));
}

/**
 * Gives `(request, response) => boolean`: whether it has answered, or leaves the request to Next. The files are held in
 * memory, two megabytes: a page that is open still gets its scripts while the next version is being built over them.
 */
export function staticFiles(build) {
  const folder = join(build, "compressed");
  const bodies = new Map(filesOf(folder).map((path) => [`/_next/static/${path}`, readFileSync(join(folder, path))]));
  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const [path] = request.url.split("?", 1);
    const coding = accepted(request.headers["accept-encoding"] ?? "");
    const body = coding && bodies.get(`${path}${CODINGS[coding].ending}`);
    if (!body) return false;
    response.writeHead(200, {
      "content-type": TYPES[extname(path)],
      "content-encoding": coding,
      "content-length": body.length,
      // A build names each after its content.
      "cache-control": "public, max-age=31536000, immutable",
      vary: "accept-encoding",
      "x-content-type-options": "nosniff",
    });
    response.end(body);
    return true;
  };
}

/** The smallest coding that a request takes, or undefined. */
function accepted(header) {
  const named = header.split(",").map((one) =>
    one
      .trim()
      .toLowerCase()
      .split(/\s*;\s*q=/),
  );
  const taken = named.filter(([, quality = "1"]) => Number(quality) > 0).map(([name]) => name);
  return Object.keys(CODINGS).find((coding) => taken.includes(coding));
}

/** Paths of the files in a folder and in those within, with `/` between their parts. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
}
