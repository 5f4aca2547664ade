import uPlot from 'uplot';
import type { PriceLine } from './price-steps.ts';

/** How a chart of prices writes its figures. */
export interface PlotWriting {
  /** IANA zone of the time axis. */
  zone: string;
  locale: string;
  /** An amount in minor units. */
  money: (minor: number) => string;
}

/** What is drawn beside the line and may change while it is shown. */
export interface PlotSide {
  line: () => PriceLine;
  writing: PlotWriting;
  /** The place of the moment under the pointer among the drawn ones; null where there is none. */
  pointed: (index: number | null) => void;
}

const TEN_MINUTES_MS = 600_000;
const DAY_MS = 86_400_000;
const FONT = '12px Inter, Arial, sans-serif';

/** The colours of the page as it looks now: a canvas knows nothing of custom properties. */
function colourOf(host: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--${token})`;
  host.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function timeLabels(splits: number[], spanMs: number, { locale, zone }: PlotWriting): string[] {
  const parts: Intl.DateTimeFormatOptions =
    spanMs > 1.5 * DAY_MS
      ? { day: 'numeric', month: 'short' }
      : { hour: '2-digit', minute: '2-digit', ...(spanMs < TEN_MINUTES_MS ? { second: '2-digit' } : {}) };
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: zone,
    hourCycle: 'h23',
    ...parts,
  });
  return splits.map((at) => format.format(at));
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

/** Everything that uPlot has to know to draw prices as steps, in the page's colours of the moment of drawing. */
export function plotOptions(host: HTMLElement, { line, writing, pointed }: PlotSide): uPlot.Options {
  const colour = (token: string) => () => colourOf(host, token);
  const axis = { stroke: colour('soft'), font: FONT, ticks: { show: false } };
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    ms: 1,
    tzDate: (at) => uPlot.tzDate(new Date(at), writing.zone),
    legend: { show: false },
    padding: [8, 8, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 9, fill: colour('ink') } },
    scales: {
      x: { time: true },
      y: { range: (_u, low, high) => uPlot.rangeNum(low, high, 0.1, true) },
    },
    axes: [
      {
        ...axis,
        space: 72,
        size: 28,
        grid: { show: false },
        values: (u, splits) => timeLabels(splits, (u.scales['x']?.max ?? 0) - (u.scales['x']?.min ?? 0), writing),
      },
      {
        ...axis,
        space: 40,
        size: (_u, labels) => 12 + 7 * Math.max(4, ...(labels ?? []).map((label) => label.length)),
        grid: { stroke: colour('line'), width: 1 },
        values: (_u, splits) => splits.map((minor) => (Number.isInteger(minor) ? writing.money(minor) : '')),
      },
    ],
    series: [
      {},
      {
        stroke: colour('ink'),
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
