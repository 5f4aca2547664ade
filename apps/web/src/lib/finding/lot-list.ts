/** A choice of lots that somebody walks through: where it is shown, and its lots in their order. */
export interface LotList {
  href: string;
  ids: string[];
}

const KEY = 'rostrum:list';

/** Keeps the list for this tab; null forgets it, so that the catalogue's own order counts. */
export function keepList(list: LotList | null): void {
  try {
    if (list) sessionStorage.setItem(KEY, JSON.stringify(list));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage is full or forbidden: the catalogue's order does.
  }
}

/** The list that a lot is in, if the visitor came through one. */
export function listWith(lotId: string): LotList | null {
  try {
    const list: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isList(list) && list.ids.includes(lotId) ? list : null;
  } catch {
    return null;
  }
}

/** Only a path of this site, and ids: the storage may hold anything. */
function isList(list: unknown): list is LotList {
  if (typeof list !== 'object' || list === null) return false;
  const { href, ids } = list as Partial<LotList>;
  const local = typeof href === 'string' && /^\/(?!\/)/.test(href);
  return local && Array.isArray(ids) && ids.every((id) => typeof id === 'string' && /^[\w-]+$/.test(id));
}
