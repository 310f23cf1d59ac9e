import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";

interface ReadProblemProps {
  error: Error | null;
  isFetching: boolean;
  refetch: () => unknown;
}

/** Why something could not be read, or not be read anew, with another try. Renders nothing while there is no error. */
export function ReadProblem({ error, isFetching, refetch }: ReadProblemProps) {
  const t = useTranslations("ui");
  const again = (
    <Button size="sm" pending={isFetching} onClick={() => refetch()}>
      {t("retry")}
    </Button>
  );
  return <ProblemMessage error={error} actions={again} />;
}
