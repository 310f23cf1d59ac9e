import { useState } from "react";

/** Whether the value has been true in this or an earlier render: what was opened stays to be seen closing. */
export function useOnceTrue(value: boolean): boolean {
  const [was, setWas] = useState(value);
  if (value && !was) setWas(true);
  return was || value;
}
