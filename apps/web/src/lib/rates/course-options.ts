import type uPlot from 'uplot';
import { colourOf } from '#lib/plot/colour-of.ts';
import { timeChart, type ChartWriting } from '#lib/plot/time-chart.ts';
import type { Window } from './course.ts';

/** How a course writes its figures, and what it tells of the pointer. */
export interface CourseSide {
  writing: ChartWriting;
  /** The place of the moment under the pointer among the drawn ones; null where there is none. */
  pointed: (index: number | null) => void;
  /** A stretch of time was drawn over with the pointer. */
  selected: (window: Window) => void;
}

/** A stretch narrower than this is a press, in CSS pixels. */
const STRETCH_MIN = 8;

/** Everything that uPlot has to know to draw a course. */
export function courseOptions(host: HTMLElement, side: CourseSide): uPlot.Options {
  const ink = () => colourOf(host, 'ink');
  const chart = timeChart(host, side.writing);
  return {
    ...chart,
    // Which time is shown is said by whoever draws; a double press would only undo that.
    cursor: {
      drag: { x: true, y: false, setScale: false },
      points: { size: 9, fill: ink },
      bind: { dblclick: () => null },
    },
    scales: { ...chart.scales, x: { time: true, auto: false } },
    series: [{}, { stroke: ink, width: 2, points: { show: false } }],
    hooks: {
      setCursor: [(u) => side.pointed(u.cursor.idx ?? null)],
      setSelect: [
        (u) => {
          const { left, width } = u.select;
          if (width < STRETCH_MIN) return;
          u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          side.selected({ from: u.posToVal(left, 'x'), to: u.posToVal(left + width, 'x') });
        },
      ],
    },
  };
}
