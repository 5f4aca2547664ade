/**
 * Keeps formats by a key of the caller's. To make one costs a phone some milliseconds, so each is made once, and only when
 * it is first used.
 */
export function keptFormats<Format>(): (key: string, make: () => Format) => Format {
  const formats = new Map<string, Format>();
  return (key, make) => {
    const known = formats.get(key) ?? make();
    formats.set(key, known);
    return known;
  };
}
