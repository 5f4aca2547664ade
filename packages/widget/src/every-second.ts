const works = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Does something now and every second, until the answer is called. One timer serves the page; none runs without work. */
export function everySecond(work: () => void): () => void {
  works.add(work);
  timer ??= setInterval(() => works.forEach((each) => each()), 1_000);
  work();
  return () => {
    works.delete(work);
    if (works.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
