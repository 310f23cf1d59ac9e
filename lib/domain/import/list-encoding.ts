/** The encodings a list can be in. `shift_jis` is what the Encoding Standard calls so: Windows code page 932. */
export const LIST_ENCODINGS = ["utf-8", "shift_jis", "utf-16le", "utf-16be"] as const;
export type ListEncoding = (typeof LIST_ENCODINGS)[number];
