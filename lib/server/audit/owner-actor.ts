import "server-only";
import type { OwnerSession } from "../session";
import type { Actor } from "./record-audit-event";

/** A signed-in owner as who acts in the audit log. */
export function ownerActor({ owner }: OwnerSession): Extract<Actor, { kind: "owner" }> {
  return { kind: "owner", id: owner.id, name: owner.name };
}
