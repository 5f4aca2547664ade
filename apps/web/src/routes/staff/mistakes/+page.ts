import { loadMistakesMessages } from '#lib/messages/messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
  const { locale } = await parent();
  return { ...data, mistakeWords: await loadMistakesMessages(locale) };
};
