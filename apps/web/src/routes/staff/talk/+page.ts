import { loadChatMessages, loadStaffTalkMessages } from '#lib/messages/messages.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data, parent }) => {
  const { locale } = await parent();
  const [talkWords, chatWords] = await Promise.all([loadStaffTalkMessages(locale), loadChatMessages(locale)]);
  return { ...data, talkWords, chatWords };
};
