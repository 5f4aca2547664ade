export { NoticeDesk, type NoticeFrame } from './notice.desk.ts';
export { NoticesModule } from './notices.module.ts';
