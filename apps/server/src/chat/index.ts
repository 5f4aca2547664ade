export { ChangeMessageHandler } from './change-message.handler.ts';
export { ChatRate } from './chat-rate.ts';
export { ChatRelay } from './chat-relay.ts';
export { ChatResume } from './chat-resume.ts';
export { ChatModule } from './chat.module.ts';
export { OwnChatDesk } from './own-chat.ts';
export { PostMessageHandler } from './post-message.handler.ts';
