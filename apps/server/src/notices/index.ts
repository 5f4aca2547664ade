export { NoticeDesk, type NoticeFrame } from './notice.desk.ts';
export { NoticeSubjects, type PricedNotice } from './notice.subjects.ts';
export { NoticeTail } from './notice.tail.ts';
export { NoticesModule } from './notices.module.ts';
export { PreferencesDesk } from './preferences/preferences.desk.ts';
export { wants } from './preferences/preferences.rules.ts';
export { nextAt, quietUntil } from './preferences/quiet-hours.ts';
export { UnsubscribingDesk } from './unsubscribe/unsubscribing.desk.ts';
export { noticeLanguage, noticeText } from './words/notice.text.ts';
