import type { ReactNode } from "react";

export interface Definition {
  key: string;
  term: ReactNode;
  description: ReactNode;
}

/** Facts, one a line: name left, value right; above each other where there is little room, as on a phone. */
export function DefinitionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="@container divide-y divide-border border-y border-border">
      {items.map((item) => (
        <div key={item.key} className="grid gap-x-6 py-3 @lg:grid-cols-[minmax(9rem,14rem)_1fr]">
          <dt className="text-[0.9375rem] text-muted">{item.term}</dt>
          <dd className="min-w-0">{item.description}</dd>
        </div>
      ))}
    </dl>
  );
}
