import type { Seen } from "@/lib/domain/self-check";

/** A small drawing of a screen, for those who recognise rather than read. The words beside it say the same. */
export function SeenPicture({ seen }: { seen: Seen }) {
  return (
    <svg aria-hidden viewBox="0 0 48 60" className="mt-0.5 h-15 w-12 shrink-0 text-muted" fill="none" strokeWidth="2">
      <rect x="1" y="1" width="46" height="58" rx="5" className="fill-sunken" stroke="currentColor" />
      <path d="M1 11h46" stroke="currentColor" />
      {PICTURES[seen]}
    </svg>
  );
}

const PICTURES = {
  // The sentence of a refusal above two fields.
  refused: (
    <>
      <rect x="7" y="17" width="34" height="11" rx="2" className="fill-danger-soft stroke-danger" />
      <path d="M11 22.5h20" className="stroke-danger" />
      <path d="M7 37h34M7 46h34" stroke="currentColor" strokeWidth="4" />
    </>
  ),
  // Somebody's page, with a face that is not one's own.
  other_account: (
    <>
      <circle cx="24" cy="24" r="5" className="stroke-warning" />
      <path d="M14 39c0-6 4.5-9 10-9s10 3 10 9" className="stroke-warning" />
      <path d="M9 49h30" stroke="currentColor" />
    </>
  ),
  // Something else, or nothing.
  other_page: (
    <>
      <path d="M18 26c0-8 12-8 12 0 0 5-6 4.5-6 10" className="stroke-info" strokeLinecap="round" />
      <circle cx="24" cy="43" r="1.5" className="fill-info stroke-none" />
    </>
  ),
} as const;
