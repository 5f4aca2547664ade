export { ChatChannel } from './chat-channel.ts';
export type { ChatView } from './chat-book.ts';
export type { ChatPostResult } from './chat-sender.ts';
