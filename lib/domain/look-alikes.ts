/**
 * Letters of other scripts that a reader takes for an ASCII letter: the common part of Unicode's confusables (UTS 39)
 * for lower case, since keys are lower-case. Accents are handled apart (Müller is read Muller).
 */
const BEYOND_ASCII: Readonly<Record<string, string>> = {
  // Cyrillic
  а: "a",
  в: "b",
  с: "c",
  ԁ: "d",
  е: "e",
  ѐ: "e",
  ё: "e",
  һ: "h",
  і: "i",
  ї: "i",
  ј: "j",
  к: "k",
  ӏ: "l",
  м: "m",
  о: "o",
  р: "p",
  ԛ: "q",
  г: "r",
  ѕ: "s",
  т: "t",
  ѵ: "v",
  ԝ: "w",
  х: "x",
  у: "y",
  п: "n",
  // Greek
  α: "a",
  ε: "e",
  η: "n",
  ι: "i",
  κ: "k",
  ν: "v",
  ο: "o",
  ρ: "p",
  σ: "o",
  τ: "t",
  υ: "u",
  χ: "x",
  γ: "y",
  ω: "w",
  // Armenian
  օ: "o",
  ո: "n",
  ս: "u",
  հ: "h",
  ց: "g",
  // Latin beyond ASCII
  ı: "i",
  ɩ: "i",
  ɪ: "i",
  ȷ: "j",
  ɑ: "a",
  ɡ: "g",
  ł: "l",
  ƚ: "l",
  ø: "o",
  đ: "d",
  ħ: "h",
  ŧ: "t",
  ß: "b",
  ʟ: "l",
};

// Accents only: the marks of Japanese kana (U+3099, U+309A) tell syllables apart and stay.
const ACCENTS = /[\u0300-\u036f]/g;

/** Whether folding could change an address. For most it cannot, and finding out costs one pass without allocation. */
export function hasLookAlikes(address: string): boolean {
  let code = address.charCodeAt(0);
  for (let i = 0; i < address.length; i++) {
    const next = address.charCodeAt(i + 1);
    if (code > 126) return true;
    // rn and vv; l or o after a digit; 0 or 1 before a letter.
    if (code === 114 ? next === 110 : code === 118 && next === 118) return true;
    if (isDigit(code) && (next === 108 || next === 111)) return true;
    if ((code === 48 || code === 49) && next >= 97 && next <= 122) return true;
    code = next;
  }
  return false;
}

/**
 * One spelling for addresses that look alike: letters of other scripts and accents become ASCII, `rn` reads m, `vv` w.
 * 0/o and 1/l are folded by what stands around them, because a number is not a misread word:
 * - zeros or ones enclosed by letters, or opening a word, read as letters (g00gle, ya1mada, 0saka);
 * - l or o after a digit and not before a letter reads as a digit (saito8l, 2o24);
 * - every other digit stays, so saito46 and saito81, info1 and infol, room101 and roomlol differ.
 * I/l is left out: a key is lower-case, and in lower case i and l are told apart (kai is not kal). So is cl/d.
 */
export function foldLookAlikes(address: string): string {
  return foldDigits(foldScripts(address)).replaceAll("rn", "m").replaceAll("vv", "w");
}

function foldScripts(address: string): string {
  if (isAscii(address)) return address;
  let folded = "";
  for (const char of address.normalize("NFD").replace(ACCENTS, "").normalize("NFC")) {
    folded += char < "\x7f" ? char : (BEYOND_ASCII[char] ?? char);
  }
  return folded;
}

const MISREAD_DIGITS = /(?<![0-9])(0+|1+)(?=[a-z])/g;
const MISREAD_LETTER = /(?<=[0-9])[lo](?![a-z])/g;

function foldDigits(address: string): string {
  return address
    .replace(MISREAD_DIGITS, (run) => (run.startsWith("0") ? "o" : "l").repeat(run.length))
    .replace(MISREAD_LETTER, (letter) => (letter === "l" ? "1" : "0"));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}
