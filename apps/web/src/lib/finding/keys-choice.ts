const KEY = 'rostrum:keys';

/** Whether letter keys act. Who speaks to his computer or trembles may switch them off. */
export function keysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

/** Keeps the choice in this browser, where it lets us. */
export function setKeysOn(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // Forbidden storage: the choice holds for nobody, and nothing else breaks.
  }
}
