/** The request header in which proxy.ts tells a page its own address; Next tells pages only its parts. */
export const ASKED_ADDRESS = "x-kenshin-asked-address";
