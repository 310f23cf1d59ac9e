/** What a column of an operator list can hold. `email` is the only one a list cannot do without. */
export const COLUMN_ROLES = ["name", "email", "permissions", "registeredOn", "lastLoginAt"] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

// Written as `foldHeader` leaves them. Compared as whole words: 「メール・LINE配信機能」 is a permission, not an address.
const HEADER_WORDS: Readonly<Record<ColumnRole, readonly string[]>> = {
  name: [
    ..."名前 氏名 お名前 御名前 姓名 名称 表示名 担当者 担当者名 ユーザー ユーザー名 ユーザ名 メンバー メンバー名".split(
      " ",
    ),
    ..."スタッフ スタッフ名 オペレーター オペレーター名 オペレータ オペレータ名 従業員名 社員名".split(" "),
    ..."name fullname displayname username operator operatorname member membername staff staffname user".split(" "),
  ],
  email: [
    ..."メールアドレス メールアドレス(ログインid) メール eメール eメールアドレス emailアドレス mailアドレス".split(" "),
    ..."アドレス メアド 電子メール 電子メールアドレス ログインメールアドレス ログインメール 連絡先メールアドレス".split(
      " ",
    ),
    ..."email mail emailaddress mailaddress address loginemail useremail operatoremail".split(" "),
  ],
  permissions: [
    ..."利用可能な機能 利用可能機能 利用機能 機能 権限 操作権限 機能権限 アクセス権 アクセス権限 許可された機能".split(
      " ",
    ),
    ..."ロール 役割 permissions permission features feature roles role access scopes".split(" "),
  ],
  registeredOn: [
    ..."登録日 登録日時 作成日 作成日時 追加日 追加日時 登録年月日 開始日".split(" "),
    ..."registered registeredon registeredat registrationdate created createdon createdat createddate".split(" "),
    ..."creationdate datecreated added addedon addedat joined joinedon joinedat signupdate".split(" "),
  ],
  lastLoginAt: [
    ..."最終ログイン 最終ログイン日 最終ログイン日時 前回ログイン 前回ログイン日時 最終アクセス 最終アクセス日時".split(
      " ",
    ),
    ..."最終利用日 lastlogin lastloginat lastlogindate lastloggedin lastsignin lastsigninat lastaccess".split(" "),
    ..."lastseen lastseenat lastactive lastactiveat".split(" "),
  ],
};

// A Map, because headers are data: `__proto__` and `constructor` must find nothing (S31).
const ROLE_OF_WORD: ReadonlyMap<string, ColumnRole> = new Map(
  COLUMN_ROLES.flatMap((role) => HEADER_WORDS[role].map((word) => [word, role] as const)),
);

/** Longest header worth comparing; no known word comes near it. */
const MAX_HEADER_LENGTH = 100;

/** What a column says it holds, or null when its header is no known word. Width, case, spaces and notes are ignored. */
export function roleOfHeader(header: string): ColumnRole | null {
  if (header.length > MAX_HEADER_LENGTH) return null;
  const word = foldHeader(header);
  return ROLE_OF_WORD.get(word) ?? ROLE_OF_WORD.get(word.replace(/[([【].*$/u, "")) ?? null;
}

/** Whether a column says of each person whether they are still there, as the status column of an export does. */
export function isStatusHeader(header: string): boolean {
  return header.length <= MAX_HEADER_LENGTH && STATUS_WORDS.has(foldHeader(header));
}

/** Whether a cell of such a column says that the person was deleted. */
export function saysDeleted(cell: string): boolean {
  return DELETED_WORDS.has(cell.normalize("NFKC").trim().toLowerCase());
}

const STATUS_WORDS: ReadonlySet<string> = new Set(["状態", "ステータス", "status"]);
const DELETED_WORDS: ReadonlySet<string> = new Set(["削除済み", "削除済", "deleted"]);

// NFKC makes Ｅ－ｍａｉｌ, e-mail and E mail one word; ※ and * are how forms mark a required field.
function foldHeader(header: string): string {
  return header
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{Cf}_*※:‐‑–—-]/gu, "");
}
