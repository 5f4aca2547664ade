import 'uplot/dist/uPlot.min.css';
import uPlot from 'uplot';
import { untrack } from 'svelte';

/** Live news are drawn at most this often, in ms. */
const DRAWN_EVERY_MS = 250;

/**
 * A chart in an element of the page: as large as that, in the colours of the theme, and drawn anew no oftener than eyes
 * need it. Comes with all of uPlot, so only what is fetched late may import it.
 */
export class Plot {
  /** null while its element is not there. */
  chart: uPlot | null = null;
  readonly #options: (host: HTMLElement) => uPlot.Options;
  readonly #draw: (chart: uPlot) => void;
  #drawnAt = Number.NEGATIVE_INFINITY;

  /** `draw` puts what is to be seen now into the chart. */
  constructor(options: (host: HTMLElement) => uPlot.Options, draw: (chart: uPlot) => void) {
    this.#options = options;
    this.#draw = draw;
  }

  /** Keeps the chart in an element for as long as that is there. */
  readonly attach = (host: HTMLElement): (() => void) => {
    const chart = untrack(() => new uPlot(this.#options(host), [[], []], host));
    this.chart = chart;
    untrack(() => this.#draw(chart));
    const sized = new ResizeObserver(() => chart.setSize({ width: host.clientWidth, height: host.clientHeight }));
    sized.observe(host);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const redraw = (): void => chart.redraw(false, true);
    dark.addEventListener('change', redraw);
    return () => {
      sized.disconnect();
      dark.removeEventListener('change', redraw);
      chart.destroy();
      this.chart = null;
    };
  };

  /** What is to be seen has changed: it is drawn soon, unless the answer is called before. */
  drawSoon(): () => void {
    const draw = (): void => {
      this.#drawnAt = performance.now();
      if (this.chart) this.#draw(this.chart);
    };
    const timer = setTimeout(draw, Math.max(0, this.#drawnAt + DRAWN_EVERY_MS - performance.now()));
    return () => clearTimeout(timer);
  }

  /** Points at what stands at these values of the axes. */
  pointAt(x: number, y: number): void {
    this.chart?.setCursor({ left: this.chart.valToPos(x, 'x'), top: this.chart.valToPos(y, 'y') });
  }

  /** Points at nothing. */
  pointNowhere(): void {
    this.chart?.setCursor({ left: -10, top: -10 });
  }
}
