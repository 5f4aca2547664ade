/**
 * Where two plain values differ first, as `path: left ≠ right`; null where they are equal. The order of keys does not
 * count, and a key that is undefined is as good as none: that is what JSON keeps.
 */
export function differenceOf(left: unknown, right: unknown, path = ''): string | null {
  if (Object.is(left, right)) return null;
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right)) {
    return `${path || 'value'}: ${JSON.stringify(left)} ≠ ${JSON.stringify(right)}`;
  }
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const key of keys) {
    const found = differenceOf(left[key], right[key], path ? `${path}.${key}` : key);
    if (found) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
