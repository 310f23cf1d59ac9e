// The people of every benchmark: a list of any length, the same for the same seed.

const SURNAMES =
  "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 斎藤 清水 髙橋 森".split(
    " ",
  );
const GIVEN_NAMES =
  "美咲 陽菜 さくら 葵 蓮 大翔 悠真 翔太 健太 直樹 由美子 裕子 智子 恵 真由美 拓也 大輔 亮 彩 舞".split(" ");
const PERMISSIONS = [
  "ファネル機能",
  "売上機能",
  "決済連携設定",
  "メール・LINE配信機能",
  "会員サイト機能",
  "イベント機能",
  "パートナー機能",
  "メディア管理・動画管理・音声管理",
];
const HEADER = "名前,メールアドレス,利用可能な機能,登録日";

/** How many of the last addresses one is repeated from. */
const RECENT = 4096;

/** mulberry32: small, even and the same on every machine. */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * `count` operators, one at a time: one address in five at Gmail, one row in 50 repeats an earlier address (half of those
 * in capitals), one in 5,000 holds none.
 */
export function* operators(count, seed = 1) {
  const random = randomNumbers(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const recent = [];
  for (let index = 0; index < count; index++) {
    const domain = random() < 0.2 ? "gmail.com" : `example${Math.floor(random() * 50)}.jp`;
    const fresh = `op${index}.${Math.floor(random() * 1e6).toString(36)}@${domain}`;
    const dice = random();
    let email = fresh;
    if (dice < 0.02 && recent.length > 0) {
      email = pick(recent);
      if (random() < 0.5) email = email.toUpperCase();
    } else if (dice > 0.9998) {
      email = "メール不明";
    } else if (recent.length < RECENT) {
      recent.push(fresh);
    } else {
      recent[index % RECENT] = fresh;
    }
    yield {
      name: `${pick(SURNAMES)} ${pick(GIVEN_NAMES)}`,
      email,
      permissions: PERMISSIONS.filter(() => random() < 0.4),
      registeredOn: `202${Math.floor(random() * 6)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
    };
  }
}

/** The cells of the list as UTAGE's owners keep it, header first. */
export function* listRows(count, seed) {
  yield HEADER.split(",");
  for (const { name, email, permissions, registeredOn } of operators(count, seed)) {
    yield [name, email, permissions.join("、"), registeredOn.replaceAll("-", "/")];
  }
}

/** The same as CSV text, in pieces of some 64 KiB. */
export function* listCsv(count, seed) {
  let piece = `${HEADER}\r\n`;
  for (const { name, email, permissions, registeredOn } of operators(count, seed)) {
    piece += `${name},${email},"${permissions.join("、")}",${registeredOn.replaceAll("-", "/")}\r\n`;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
