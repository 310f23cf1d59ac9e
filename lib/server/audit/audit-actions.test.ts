import { expect, it } from "vitest";
import { LOCALES } from "@/lib/i18n/config";
import { loadMessages } from "@/lib/i18n/load-messages";
import { ACTIONS_OF_KIND } from "./list-audit-events";
import { AUDIT_ACTIONS } from "./record-audit-event";

it.each(LOCALES)("has a sentence for every act, and for no other (%s)", async (locale) => {
  const { actions } = (await loadMessages(locale)).auditLog;
  expect(Object.keys(actions).toSorted()).toEqual([...AUDIT_ACTIONS].toSorted());
});

it("can show every act of a contract under exactly one kind", () => {
  const shown = Object.values(ACTIONS_OF_KIND).flat();
  // An owner's password, profile, sessions and account belong to no contract.
  const ofContracts = AUDIT_ACTIONS.filter((action) => !/^(owner|sessions)_/.test(action));
  expect([...shown].toSorted()).toEqual([...ofContracts].toSorted());
});
