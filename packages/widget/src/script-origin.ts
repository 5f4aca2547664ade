/** The parts of a document that tell where a script came from. */
interface ScriptPage {
  currentScript: object | null;
  querySelector(selector: string): { src?: string } | null;
}

/**
 * The house that this script came from: its address is in the page already, so nobody has to write it twice. As a module
 * the script is not the document's current one; then the first that looks like it counts. Null where there is none.
 */
export function scriptOrigin(page: ScriptPage): string | null {
  const current = page.currentScript as { src?: string } | null;
  const src = current?.src || page.querySelector('script[src*="/widget.js"]')?.src;
  return src && URL.canParse(src) ? new URL(src).origin : null;
}
