import { loadMeMessages } from '#lib/messages/messages.ts';
import type { LayoutLoad } from './$types';

/** The words of these pages, which the others need not carry. */
export const load: LayoutLoad = async ({ data, parent }) => {
  const { locale } = await parent();
  return { ...data, meWords: await loadMeMessages(locale) };
};
