import { CHANNELS, channelsOf, TOAST_TOPICS, type Channel, type Preferences, type ToastTopic } from '@rostrum/contract';

/** How the house tells somebody who chose nothing. Pushes come only where a browser was given leave to take them. */
const BY_ITSELF: Readonly<Record<ToastTopic, readonly Channel[]>> = {
  outbid: ['toast', 'sound', 'mail', 'push'],
  won: ['toast', 'sound', 'mail', 'push'],
  leading: ['toast'],
  // By mail as one summary when the auction is over.
  lost: ['toast', 'mail'],
  extended: ['toast'],
  closing: ['toast', 'push'],
  paused: ['toast'],
  voided: ['toast', 'mail', 'push'],
  declined: ['toast', 'mail', 'push'],
  opened: ['toast', 'push'],
  bid: ['toast'],
  // Of auctions only who asked for it is told.
  auction: [],
  answered: ['toast', 'mail', 'push'],
  mention: ['toast', 'push'],
  connection: ['toast'],
};

/** By `topic channel`, what somebody chose; the rest is as the house does by itself. */
export type Chosen = Readonly<Record<string, boolean>>;

/** Whether somebody wants to be told of a topic by a channel; unknown topics of later houses are wanted nowhere. */
export function wants(chosen: Chosen, topic: string, channel: Channel): boolean {
  return chosen[`${topic} ${channel}`] ?? BY_ITSELF[topic as ToastTopic]?.includes(channel) ?? false;
}

/** The whole matrix. */
export function matrixOf(chosen: Chosen): Preferences['topics'] {
  const rowOf = (topic: ToastTopic): Record<Channel, boolean> => {
    const possible = channelsOf(topic);
    const cells = CHANNELS.map((channel) => [channel, possible.includes(channel) && wants(chosen, topic, channel)]);
    return Object.fromEntries(cells) as Record<Channel, boolean>;
  };
  return Object.fromEntries(TOAST_TOPICS.map((topic) => [topic, rowOf(topic)])) as Preferences['topics'];
}
