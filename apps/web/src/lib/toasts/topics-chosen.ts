/** Over which tabs tell each other that the person has chosen anew. */
export const PREFERENCES_CHANNEL = 'rostrum:preferences';

/** The person has chosen anew on this page: every tab asks again. */
export function topicsChosen(): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(PREFERENCES_CHANNEL);
  channel.postMessage('chosen');
  channel.close();
}
