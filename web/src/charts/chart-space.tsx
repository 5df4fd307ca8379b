/** Pixels. */
export const CHART_HEIGHT = 320;
const CAPTION_HEIGHT = 26;

/** Holds the place of a chart while its script is loaded, so that nothing moves when it comes. */
export function ChartSpace({ captions }: { readonly captions: number }) {
  return (
    <div
      style={{ minHeight: CHART_HEIGHT + captions * CAPTION_HEIGHT }}
      role="status"
      aria-label="Loading the chart…"
    />
  );
}
