import uPlot from 'uplot';
import { colourOf } from '#lib/plot/colour-of.ts';
import { timeChart, type ChartWriting } from '#lib/plot/time-chart.ts';
import type { PriceLine } from './price-steps.ts';

/** What is drawn beside the line and may change while it is shown. */
export interface PlotSide {
  line: () => PriceLine;
  writing: ChartWriting;
  /** The place of the moment under the pointer among the drawn ones; null where there is none. */
  pointed: (index: number | null) => void;
}

/** Voided bids as crosses where they stood. */
function drawVoided(u: uPlot, line: PriceLine, colour: string): void {
  const { ctx } = u;
  const arm = 4 * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.beginPath();
  for (const { at, amountMinor } of line.voided) {
    const x = u.valToPos(at, 'x', true);
    const top = u.bbox.top + arm;
    // A maximum far above the price would press the line flat; its cross stays at the upper edge.
    const y = Math.max(top, u.valToPos(amountMinor, 'y', true));
    ctx.moveTo(x - arm, y - arm);
    ctx.lineTo(x + arm, y + arm);
    ctx.moveTo(x - arm, y + arm);
    ctx.lineTo(x + arm, y - arm);
  }
  ctx.stroke();
  ctx.restore();
}

/** Everything that uPlot has to know to draw prices, in minor units, as steps. */
export function plotOptions(host: HTMLElement, { line, writing, pointed }: PlotSide): uPlot.Options {
  const ink = () => colourOf(host, 'ink');
  return {
    ...timeChart(host, writing),
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 9, fill: ink } },
    series: [
      {},
      {
        stroke: ink,
        width: 2,
        // `stepped` is part of uPlot's build; its types allow builds without.
        paths: uPlot.paths.stepped!({ align: 1 }),
        points: { show: false },
      },
    ],
    hooks: {
      draw: [(u) => drawVoided(u, line(), colourOf(host, 'out'))],
      setCursor: [(u) => pointed(u.cursor.idx ?? null)],
    },
  };
}
