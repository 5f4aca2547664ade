/**
 * Keeps a field at what the address says, when that changes: a filter was taken away, or the visitor went back. Never
 * while he types in it.
 */
export function followAddress(value: () => string): (field: HTMLInputElement | HTMLSelectElement) => void {
  let first = true;
  return (field) => {
    const wanted = value();
    // What was typed before the page came alive is kept.
    if (!first && document.activeElement !== field) field.value = wanted;
    first = false;
  };
}
