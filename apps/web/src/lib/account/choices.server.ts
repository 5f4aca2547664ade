import type { Locale } from '#lib/messages/locale.ts';

type Choices = (readonly [value: string, text: string])[];

/** Time zones by their names, with what was chosen even where this server does not list it. */
export function zoneChoices(chosen: string | null): Choices {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(chosen ? [chosen] : [])]);
  return [...names].sort().map((zone) => [zone, zone.replaceAll('_', ' ')]);
}

/** Currencies with their names in a language, by name. */
export function currencyChoices(locale: Locale): Choices {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return Intl.supportedValuesOf('currency')
    .map((code) => [code, `${names.of(code) ?? code} (${code})`] as const)
    .sort(([, a], [, b]) => a.localeCompare(b, locale));
}
