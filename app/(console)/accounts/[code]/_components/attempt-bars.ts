/** The chart's own units; the page stretches its width, never its height. */
export const CHART = { width: 600, height: 192 } as const;

type Day = { readonly day: string; readonly success: number; readonly refused: number };
/** One part of a bar, from its upper edge down. */
type Part = { readonly y: number; readonly height: number };

export type AttemptBar = {
  readonly day: string;
  readonly x: number;
  readonly width: number;
  /** Stands on the ground. */
  readonly success: Part;
  /** Stands on what succeeded. */
  readonly refused: Part;
};

/** The share of its place that a bar fills. */
const FILLED = 0.72;
// A single try beside a day of thousands is still to be seen.
const LEAST_HEIGHT = 3;

/** The most tries of one day: the height of the chart. */
export function busiestDay(days: readonly Day[]): number {
  return Math.max(0, ...days.map(({ success, refused }) => success + refused));
}

/** The stacked bars of some days, in order, as tall as their counts against the busiest day. */
export function attemptBars(days: readonly Day[]): AttemptBar[] {
  const peak = busiestDay(days);
  const place = CHART.width / days.length;
  return days.map(({ day, success, refused }, index) => {
    const low = heightOf(success, peak);
    const high = heightOf(refused, peak);
    return {
      day,
      x: index * place + (place * (1 - FILLED)) / 2,
      width: place * FILLED,
      success: { y: CHART.height - low, height: low },
      refused: { y: CHART.height - low - high, height: high },
    };
  });
}

/** What the smallest part takes more than its share is kept free, so that two parts never stand out above the chart. */
function heightOf(count: number, peak: number): number {
  if (count === 0) return 0;
  return Math.max(LEAST_HEIGHT, (count / peak) * (CHART.height - LEAST_HEIGHT));
}
