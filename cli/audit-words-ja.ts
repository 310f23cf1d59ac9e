import type { AuditWords } from "./audit-words";

const GRADES = { A: "異常なし", B: "経過観察", C: "要確認", D: "要対応", E: "全員ログイン不可" } as const;

export const JAPANESE: AuditWords = {
  title: "オペレーター一覧の健診結果",
  file: (file, format, encoding) => `ファイル：${file}（${format}、${encoding}）`,
  grade: (grade) => `判定：${grade} ${GRADES[grade]}`,
  totals: (totals) =>
    `オペレーター ${totals.operators}名、同じメールアドレス ${totals.duplicateGroups}組（${totals.duplicateOperators}名）、` +
    `同じ人かもしれないメールアドレス ${totals.possibleGroups}組、読み取れない行 ${totals.rejectedRows}行`,
  groups: {
    same: "同じメールアドレスのオペレーター（原因③：正常に動作しない恐れがあります）",
    possible: "同じ人かもしれないメールアドレス（ご確認ください）",
  },
  member: (row, name, email) => `${row}行目　${name === "" ? "（名前なし）" : name}　${email}`,
  rejected: "読み取れない行",
  fault: {
    missing_email: (row, column) => `${row}行目：メールアドレスがありません（列「${column}」）`,
    invalid_email: (row, column, value) => `${row}行目：メールアドレスが正しくありません（列「${column}」：${value}）`,
    too_many_columns: (row, column, value) => `${row}行目：列が多すぎます（列「${column}」から：${value}）`,
  },
  loginPage: "ログインページ（原因①）",
  advice: {
    right_page: "オペレーター専用ログインページです。",
    right_page_on_custom_domain: "独自ドメインのオペレーター専用ログインページです。",
    domain_not_known:
      "オペレーター専用ログインページの形ですが、独自ドメインです。オペレーター管理 > ログインページ のURLと同じか確認してください。",
    code_not_checked:
      "オペレーター専用ログインページです。コードがご契約のものかは、オペレーター管理 > ログインページ で確認してください。",
    contract_login: "契約アカウント用のログインページです。オペレーターはここからログインできません。",
    other_contract: "別の契約のオペレーター専用ログインページです。",
    wrong_case: "URLの大文字と小文字が違います。オペレーター管理 > ログインページ のURLをそのまま使ってください。",
    not_https: "http:// で始まっています。https:// で開いてください。",
    other_scheme: "URLの先頭（http または https）が違います。",
    carries_credentials: "URLにユーザー名やパスワードが含まれています。取り除いてください。",
    not_a_login_page: "ログインページのURLではありません。",
    malformed: "URLとして読み取れません。",
  },
  next: ({ totals, rejected, duplicates, loginPage }) => {
    if (totals.duplicateGroups > 0) {
      return "次にすること：同じメールアドレスのオペレーターをすべて削除し、1名だけ追加し直してください。";
    }
    if (loginPage?.correct === false) return "次にすること：オペレーター専用ログインページのURLを伝えてください。";
    if (rejected.length > 0) return "次にすること：読み取れない行のメールアドレスを直して、もう一度実行してください。";
    if (duplicates.length > 0) return "次にすること：同じ人が2回登録されていないか確認してください。";
    return "見つかった問題はありません。";
  },
  formats: { csv: "CSV", tsv: "TSV", html: "HTML", xlsx: "Excel", text: "テキスト" },
  encodings: { "utf-8": "UTF-8", shift_jis: "Shift_JIS（CP932）", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE" },
  listError: {
    empty_file: () => "ファイルが空です。オペレーター一覧を保存し直してください。",
    unsupported_file: ({ detected }) =>
      detected === "xls-or-encrypted" || detected === "encrypted"
        ? "古い形式（.xls）またはパスワード付きのExcelファイルは読み取れません。パスワードなしの .xlsx か CSV で保存し直してください。"
        : "この種類のファイルは読み取れません。CSV、TSV、HTML、Excel（.xlsx）、テキストのいずれかを指定してください。",
    no_address_column: () => "メールアドレスの列が見つかりません。見出し（例：メールアドレス）を確認してください。",
    unknown_column: ({ column }) => `指定された列（${column}）がありません。`,
    undecodable: ({ line, byteOffset, looksLike }) =>
      looksLike !== undefined
        ? `文字コードが${String(looksLike).toUpperCase()}のようです。UTF-8で保存し直してください。`
        : `文字コードを読み取れません（${line}行目、先頭から${byteOffset}バイト）。UTF-8で保存し直すか、--encoding で指定してください。`,
    too_large: ({ limit, unit, megabytes }) =>
      unit === "bytes"
        ? `ファイルが大きすぎます（上限 ${megabytes}MB）。分けて実行してください。`
        : `ファイルの構造が複雑すぎます（上限 ${limit}）。CSVで保存し直してください。`,
    too_many_rows: ({ limit }) => `行が多すぎます（上限 ${limit}行）。分けて実行してください。`,
    too_many_columns: ({ columns, limit }) =>
      `列が多すぎます（${columns}列、上限 ${limit}列）。オペレーター一覧か確認してください。`,
    cell_too_long: ({ row, limit }) =>
      `${row}行目：1つのセルが長すぎます（上限 ${limit}文字）。区切りや引用符を確認してください。`,
    bad_archive: () => "Excelファイルが壊れています。もう一度保存し直してください。",
  },
  fileError: {
    missing: (file) => `ファイルが見つかりません：${file}`,
    folder: (file) => `フォルダーではなくファイルを指定してください：${file}`,
    forbidden: (file) => `ファイルを読む権限がありません：${file}`,
    other: (file) => `ファイルを読み取れません：${file}`,
  },
};
