import "server-only";
import { looksLikeAddress, type RawRow } from "@/lib/domain/import/columns";
import { roleOfHeader } from "@/lib/domain/import/header-words";
import type { ListCaps } from "./list-caps";
import { ListError } from "./list-error";
import { type ListSource, readWhole } from "./list-source";
import { type Archive, openArchive } from "./xlsx-archive";
import { readDateStyles } from "./xlsx-dates";
import { readSheet } from "./xlsx-sheet";
import { readSharedStrings } from "./xlsx-strings";
import { readWholeXml } from "./xml-shortcut";

/** How far into a sheet addresses are looked for, in rows, before the next sheet is tried. */
const SAMPLE_ROWS = 100;

/**
 * Opens a workbook: the first sheet that holds addresses, else the first with an address header, else the first. Hidden
 * sheets come after all that a person sees: an earlier list or a table to look things up in may be kept there.
 * The packed file stays in memory, its sheets are unpacked piece by piece on every reading.
 */
export async function openWorkbook(source: ListSource, caps: ListCaps): Promise<Sheet> {
  const archive = openArchive(await readWhole(source, caps.bytes), caps);
  const workbookPath = await findWorkbook(archive);
  const related = await readRelations(archive, workbookPath);
  const { sheetIds, hiddenIds, is1904 } = await readWorkbook(archive, workbookPath);
  const partOfType = (type: string) => related.find((part) => part.type === type)?.path ?? "";
  const parts = {
    sharedStrings: await readSharedStrings(archive, partOfType("sharedStrings"), caps),
    dateStyles: await readDateStyles(archive, partOfType("styles")),
    is1904,
  };
  const openSheets = (ids: readonly string[]): Sheet[] =>
    ids.flatMap((id) => {
      const path = related.find((part) => part.id === id && part.type === "worksheet")?.path;
      return path !== undefined && archive.has(path) ? [() => readSheet(archive.open(path), parts, caps)] : [];
    });
  const [shown, hidden] = [openSheets(sheetIds), openSheets(hiddenIds)];
  const list = (await chooseSheet(shown)) ?? (await chooseSheet(hidden)) ?? shown[0] ?? hidden[0];
  if (list === undefined) throw new ListError("empty_file");
  return list;
}

type Sheet = () => AsyncIterable<readonly RawRow[]>;

async function chooseSheet(sheets: readonly Sheet[]): Promise<Sheet | undefined> {
  let withHeader: Sheet | undefined;
  for (const sheet of sheets) {
    const cells = await firstCells(sheet());
    if (cells.some(looksLikeAddress)) return sheet;
    if (cells.some((cell) => roleOfHeader(cell) === "email")) withHeader ??= sheet;
  }
  return withHeader;
}

async function firstCells(rows: AsyncIterable<readonly RawRow[]>): Promise<readonly string[]> {
  const cells: string[] = [];
  let seen = 0;
  for await (const batch of rows) {
    for (const row of batch) {
      cells.push(...row.cells);
      if (++seen === SAMPLE_ROWS) return cells;
    }
  }
  return cells;
}

type Relation = { readonly id: string; readonly type: string; readonly path: string };

async function findWorkbook(archive: Archive): Promise<string> {
  const path = (await readRelations(archive, "")).find((part) => part.type === "officeDocument")?.path;
  // A word-processor file or a plain ZIP is an archive too.
  if (path === undefined || !/workbook[^/]*\.xml$/iu.test(path) || !archive.has(path)) {
    throw new ListError("unsupported_file", { detected: "archive" });
  }
  return path;
}

type Contents = { readonly sheetIds: string[]; readonly hiddenIds: string[]; readonly is1904: boolean };

async function readWorkbook(archive: Archive, path: string): Promise<Contents> {
  const sheetIds: string[] = [];
  const hiddenIds: string[] = [];
  let is1904 = false;
  await readWholeXml(archive.open(path), {
    open: (name, attributes) => {
      // ECMA-376 18.18.68: visible, which need not be said, hidden and veryHidden.
      const ids = (attributes.get("state") ?? "visible") === "visible" ? sheetIds : hiddenIds;
      if (name === "sheet") ids.push(attributes.get("id") ?? "");
      if (name === "workbookPr") is1904 = ["1", "true"].includes(attributes.get("date1904") ?? "");
    },
    text: () => {},
    close: () => {},
  });
  return { sheetIds, hiddenIds, is1904 };
}

/** The parts a part names (ECMA-376 Part 2, 9.3); "" names those of the package. External ones are left alone. */
async function readRelations(archive: Archive, of: string): Promise<readonly Relation[]> {
  const folder = of.slice(0, of.lastIndexOf("/") + 1);
  const path = `${folder}_rels/${of.slice(folder.length)}.rels`;
  const relations: Relation[] = [];
  if (!archive.has(path)) return relations;
  await readWholeXml(archive.open(path), {
    open: (name, attributes) => {
      if (name !== "Relationship" || attributes.get("TargetMode") === "External") return;
      const type = attributes.get("Type") ?? "";
      relations.push({
        id: attributes.get("Id") ?? "",
        // Transitional and Strict files use different namespaces with the same last word.
        type: type.slice(type.lastIndexOf("/") + 1),
        path: resolvePath(folder, attributes.get("Target") ?? ""),
      });
    },
    text: () => {},
    close: () => {},
  });
  return relations;
}

function resolvePath(folder: string, target: string): string {
  const segments: string[] = [];
  for (const segment of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}
