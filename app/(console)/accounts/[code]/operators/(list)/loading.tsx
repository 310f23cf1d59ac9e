import { Skeleton, SkeletonList } from "@/components/ui/skeleton";

export default function OperatorsLoading() {
  return (
    <div className="grid gap-6">
      <Skeleton className="h-9 w-48" />
      <Skeleton className="h-11 w-full" />
      <SkeletonList rows={10} />
    </div>
  );
}
