import type { ReactNode } from "react";
import { ConsoleFrame } from "../_components/console-frame";

export default function ProfileLayout({ children }: { children: ReactNode }) {
  return <ConsoleFrame>{children}</ConsoleFrame>;
}
