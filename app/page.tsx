import { redirect } from "next/navigation";
import { pageSession } from "@/lib/server/page-access";

/** The front door leads on: to what belongs to who is signed in, or to the login page. */
export default async function HomePage() {
  const session = await pageSession();
  if (session?.kind === "operator") redirect(`/operator/${session.account.code}`);
  redirect(session ? "/accounts" : "/login");
}
