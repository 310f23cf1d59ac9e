import { Skeleton, SkeletonList } from "@/components/ui/skeleton";

export default function DuplicateEmailsLoading() {
  return (
    <div className="grid gap-6">
      <Skeleton className="h-9 w-64" />
      <Skeleton className="h-6 w-full" />
      <SkeletonList rows={8} />
    </div>
  );
}
