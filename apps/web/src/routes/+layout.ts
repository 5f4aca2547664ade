import { loadMessages } from '#lib/messages/messages.ts';
import type { LayoutLoad } from './$types';

/** Loads the words of the visitor's language, and of no other. */
export const load: LayoutLoad = async ({ data }) => ({ ...data, words: await loadMessages(data.locale) });
