import { z } from "zod";
import { AppError } from "@/lib/server/errors";
import { route } from "@/lib/server/route";

// An address that nothing stands at answers a script as the rest of the API does, not with a page.
const nothingHere = () => Promise.reject(new AppError("not_found"));

export const GET = route({ permission: "public", response: z.never(), handle: nothingHere });
export const POST = route({ permission: "public", response: z.never(), handle: nothingHere });
export const PUT = route({ permission: "public", response: z.never(), handle: nothingHere });
export const PATCH = route({ permission: "public", response: z.never(), handle: nothingHere });
export const DELETE = route({ permission: "public", response: z.never(), handle: nothingHere });
