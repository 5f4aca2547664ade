import uPlot from 'uplot';
import { colourOf } from './colour-of.ts';
import { timeLabels } from './time-labels.ts';

/** How a chart writes along its axes. */
export interface ChartWriting {
  /** IANA zone of the time axis. */
  zone: string;
  locale: string;
  /** A value of the upright axis; empty where it is to have no word. */
  value: (value: number) => string;
}

const FONT = '12px Inter, Arial, sans-serif';

/**
 * What uPlot has to know of every chart over time, in the page's colours of the moment of drawing: all but what the
 * pointer does and what the line is like.
 */
export function timeChart(host: HTMLElement, writing: ChartWriting): Omit<uPlot.Options, 'series'> {
  const axis = { stroke: () => colourOf(host, 'soft'), font: FONT, ticks: { show: false } };
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    ms: 1,
    tzDate: (at) => uPlot.tzDate(new Date(at), writing.zone),
    legend: { show: false },
    padding: [8, 8, 0, 0],
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
        grid: { stroke: () => colourOf(host, 'line'), width: 1 },
        values: (_u, splits) => splits.map(writing.value),
      },
    ],
  };
}
