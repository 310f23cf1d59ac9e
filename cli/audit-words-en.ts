import type { AuditWords } from "./audit-words";

const GRADES = {
  A: "nothing found",
  B: "keep an eye on it",
  C: "only a person can tell",
  D: "needs action",
  E: "nobody can sign in",
} as const;

export const ENGLISH: AuditWords = {
  title: "Check-up of an operator list",
  file: (file, format, encoding) => `File: ${file} (${format}, ${encoding})`,
  grade: (grade) => `Grade: ${grade} ${GRADES[grade]}`,
  totals: (totals) =>
    `Operators: ${totals.operators}. Groups with the same address: ${totals.duplicateGroups} (${totals.duplicateOperators} operators). ` +
    `Groups that may be one person: ${totals.possibleGroups}. Refused rows: ${totals.rejectedRows}.`,
  groups: {
    same: "Operators with the same address (cause 3: signing in may not work)",
    possible: "Addresses that may belong to one person (please check)",
  },
  member: (row, name, email) => `row ${row}  ${name === "" ? "(no name)" : name}  ${email}`,
  rejected: "Refused rows",
  fault: {
    missing_email: (row, column) => `Row ${row}: no address (column "${column}")`,
    invalid_email: (row, column, value) => `Row ${row}: not an address (column "${column}": ${value})`,
    too_many_columns: (row, column, value) => `Row ${row}: too many columns (from column "${column}": ${value})`,
  },
  loginPage: "Login page (cause 1)",
  advice: {
    right_page: "This is the operator login page.",
    right_page_on_custom_domain: "This is the operator login page on the custom domain.",
    domain_not_known:
      "This has the shape of an operator login page on a custom domain. Compare it with オペレーター管理 > ログインページ.",
    code_not_checked:
      "This is an operator login page. Whether the code is this contract's is shown at オペレーター管理 > ログインページ.",
    contract_login: "This is the contract account's login page. Operators cannot sign in there.",
    other_contract: "This is another contract's operator login page.",
    wrong_case: "Upper and lower case differ. Use the address from オペレーター管理 > ログインページ as it is.",
    not_https: "The address starts with http://. Open it with https://.",
    other_scheme: "The beginning of the address (http or https) is not the right one.",
    carries_credentials: "The address carries a user name or password. Remove it.",
    not_a_login_page: "This is not the address of a login page.",
    malformed: "This cannot be read as an address.",
  },
  next: ({ totals, rejected, duplicates, loginPage }) => {
    if (totals.duplicateGroups > 0) {
      return "Next: delete every operator that shares an address, then add the person once.";
    }
    if (loginPage?.correct === false) return "Next: hand out the address of the operator login page.";
    if (rejected.length > 0) return "Next: correct the addresses in the refused rows and run the check again.";
    if (duplicates.length > 0) return "Next: check that nobody is registered twice.";
    return "Nothing was found.";
  },
  formats: { csv: "CSV", tsv: "TSV", html: "HTML", xlsx: "Excel", text: "text" },
  encodings: { "utf-8": "UTF-8", shift_jis: "Shift_JIS (CP932)", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE" },
  listError: {
    empty_file: () => "the file is empty; save the operator list again",
    unsupported_file: ({ detected }) =>
      detected === "xls-or-encrypted" || detected === "encrypted"
        ? "old (.xls) or password-protected Excel files cannot be read; save as .xlsx without a password, or as CSV"
        : "this kind of file cannot be read; give a CSV, TSV, HTML, Excel (.xlsx) or text file",
    no_address_column: () => "no column holds addresses; check the header (for example: email)",
    unknown_column: ({ column }) => `there is no column ${column}`,
    undecodable: ({ line, byteOffset, looksLike }) =>
      looksLike !== undefined
        ? `the list seems to be in ${String(looksLike).toUpperCase()}; save it as UTF-8`
        : `the text cannot be decoded (line ${line}, byte ${byteOffset}); save it as UTF-8 or give --encoding`,
    too_large: ({ limit, unit, megabytes }) =>
      unit === "bytes"
        ? `the file is too large (limit ${megabytes} MB); split it`
        : `the file is too complex (limit ${limit}); save it as CSV`,
    too_many_rows: ({ limit }) => `the list has too many rows (limit ${limit}); split it`,
    too_many_columns: ({ columns, limit }) =>
      `the list has ${columns} columns (limit ${limit}); is it an operator list?`,
    cell_too_long: ({ row, limit }) =>
      `row ${row}: a cell is longer than ${limit} characters; check delimiters and quotes`,
    bad_archive: () => "the Excel file is damaged; save it again",
  },
  fileError: {
    missing: (file) => `no such file: ${file}`,
    folder: (file) => `a folder, not a file: ${file}`,
    forbidden: (file) => `no permission to read: ${file}`,
    other: (file) => `cannot read: ${file}`,
  },
};
