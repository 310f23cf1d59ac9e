import type { Language } from "./audit-options";
import type { AuditWords } from "./audit-words";
import { ENGLISH } from "./audit-words-en";
import { JAPANESE } from "./audit-words-ja";

const WORDS: Readonly<Record<Language, AuditWords>> = { ja: JAPANESE, en: ENGLISH };

export function wordsIn(language: Language): AuditWords {
  return WORDS[language];
}
