import "server-only";
import type { OperatorSession } from "../session";
import type { Actor } from "./record-audit-event";

/** A signed-in operator as who acts in the audit log. */
export function operatorActor({ operator }: OperatorSession): Extract<Actor, { kind: "operator" }> {
  return { kind: "operator", id: operator.id, name: operator.name };
}
