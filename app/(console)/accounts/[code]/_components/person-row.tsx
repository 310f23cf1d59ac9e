import type { ReactNode } from "react";
import { TextLink } from "@/components/ui/text-link";

interface PersonRowProps {
  /** The contract, and who of it. */
  code: string;
  operatorId: string;
  name: ReactNode;
  email: string;
  /** What stands beside the name, e.g. that the person is deleted. */
  mark?: ReactNode;
  /** What was found, as list items. */
  children: ReactNode;
}

/** A person in a list of findings: the name leads to the verdict of today, with its evidence and fixes. */
export function PersonRow({ code, operatorId, name, email, mark, children }: PersonRowProps) {
  return (
    <li className="grid items-center gap-x-6 gap-y-1.5 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]">
      <div className="grid min-w-0 justify-items-start">
        <span className="flex flex-wrap items-center gap-x-2">
          <TextLink
            href={`/accounts/${code}/diagnosis?operator=${operatorId}`}
            className="inline-flex min-h-6 items-center font-medium max-sm:min-h-11"
          >
            {name}
          </TextLink>
          {mark}
        </span>
        <span className="font-mono text-sm break-all text-muted">{email}</span>
      </div>
      <ul className="flex flex-wrap gap-1.5">{children}</ul>
    </li>
  );
}
