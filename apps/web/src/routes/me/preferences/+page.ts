import { loadChoiceMessages } from '#lib/messages/messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
  const { locale } = await parent();
  return { ...data, t: await loadChoiceMessages(locale) };
};
