import type { CauseVerdict } from "./diagnose";
import { type CauseSlug, PERSONS_CAUSES } from "./verdict";

/**
 * A step that a message to the person can hold: one for each cause, one for an address nobody has, and two for when no
 * cause is left.
 */
export type StepToTell = CauseSlug | "unknown-address" | "try-again" | "contact-support";

const isPersons = (slug: CauseSlug) => PERSONS_CAUSES.some((one) => one === slug);

/**
 * Whether a cause leaves something to say to the person. Their own causes do until they are ruled out; of the owner's
 * only what is a fact, as nobody should hear that they were deleted, or of unpaid fees, on a suspicion.
 */
export function isWorthTelling({ slug, state, evidence, remedies }: CauseVerdict): boolean {
  if (isPersons(slug)) return state !== "clear" && remedies.length > 0;
  // On UTAGE a duplicate is suspected to keep people out; that it is there is certain.
  return state === "blocking" || evidence.some(({ code }) => code === "same_address");
}

/**
 * The steps of one message about all six causes, in the article's order. What only the owner can mend comes alone: no
 * step of the person's would help before. With nothing left to say they are asked to try again, or, who has tried
 * everything, to wait for the support.
 * @param isHeld whether any operator of the contract, active or deleted, has the address
 */
export function stepsToTell(verdicts: readonly CauseVerdict[], isHeld: boolean): readonly StepToTell[] {
  const told = verdicts.filter(isWorthTelling);
  const owners = told.filter(({ slug }) => !isPersons(slug));
  const persons = told.filter(({ slug }) => isPersons(slug));
  const isBlocking = ({ state }: CauseVerdict) => state === "blocking";
  if (owners.some(isBlocking) || (owners.length > 0 && !persons.some(isBlocking)))
    return owners.map(({ slug }) => slug);
  const steps: StepToTell[] = persons.map(({ slug }) => slug);
  if (!isHeld) steps.unshift("unknown-address");
  if (steps.length > 0) return steps;
  const hasTried = verdicts.some(({ evidence }) => evidence.some(({ code }) => code === "tried"));
  return [hasTried ? "contact-support" : "try-again"];
}
