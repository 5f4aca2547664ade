import { loadStaffMessages } from '#lib/messages/messages.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data, parent }) => {
  const { locale } = await parent();
  return { ...data, staffWords: await loadStaffMessages(locale) };
};
