import { redirect } from "next/navigation";
import { pageSession } from "@/lib/server/page-access";

/** The front door leads on: to the contracts of who is signed in, or to the login page. */
export default async function HomePage() {
  const session = await pageSession();
  redirect(session?.kind === "owner" ? "/accounts" : "/login");
}
