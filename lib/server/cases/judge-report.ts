import "server-only";
import { judgeLogin } from "../diagnoses/judge-login";
import type { Subject } from "../diagnoses/load-login-facts";
import type { AccountScope } from "../permissions";
import { wrongPage } from "./keep-verdict";
import type { NewCase } from "./open-case";

export type Report = {
  readonly account: AccountScope["account"];
  /** An operator of the account, active or deleted, or an address, whoever has it; null: only a name is known. */
  readonly about: Subject | null;
  /** As the person wrote it, one line. */
  readonly name: string;
};

/**
 * A person's own report that it fails, as the case that `openCase` opens for it: always one, whatever the verdict, with
 * the verdict already run where it is known who it is. The case belongs to the owner: an anonymous caller is told the same
 * whoever exists (S15). Throws `not_found` for an operator of somebody else.
 */
export async function judgeReport({ account, about, name }: Report, now: Date): Promise<NewCase> {
  const report = { origin: "self_check", openedByName: name } as const;
  if (about === null) {
    const nobody = { accountId: account.id, operatorId: null, emailKey: null, states: null };
    return { ...report, ...nobody, name, loginUrl: null, tried: [] };
  }
  const judged = await judgeLogin(account, about, { now });
  const { person, states, loaded, tried } = judged;
  return { ...report, ...person, name: loaded.operator?.name || name, states, loginUrl: wrongPage(judged), tried };
}
