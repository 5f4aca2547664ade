export { openDatabase } from './open-database.ts';
export type { DatabaseOptions } from './open-database.ts';
export { copyDatabase } from './backup/copy-database.ts';
export type { DatabaseCopy, TablePiece } from './backup/copy-database.ts';
export { restoreDatabase } from './backup/restore-database.ts';
export { Database } from './database.ts';
export type { Signals } from './engine/signals.ts';
export { BrokenCursor, DatabaseUnavailable, LockTimeout, LotUnknown, OutcomeUnknown } from './errors.ts';
export { Ledger } from './ledger/ledger.ts';
export type {
  AcceptedOrder,
  BatchAnswer,
  BatchCommand,
  BatchResult,
  Decide,
  Decided,
  LedgerCursor,
  LedgerEvent,
  LockedLot,
  LockedRegistration,
  LotRecord,
  Settled,
  StoredCommand,
  Verified,
} from './ledger/ledger.types.ts';
export { Catalogue } from './catalogue/catalogue.ts';
export type {
  AuctionListing,
  AuctionRow,
  LotEntry,
  LotLabel,
  LotListing,
  LotPage,
  PictureRow,
  RegistrationRow,
} from './catalogue/catalogue.types.ts';
export type { Paged, PageOptions } from './paging/page.ts';
export { Finding } from './catalogue/finding.ts';
export type { FoundStatus, LotCount, LotOrder, LotWish } from './catalogue/finding.types.ts';
export { SiteMap } from './site-map/site-map.ts';
export type { MappedPage } from './site-map/site-map.ts';
export { People } from './people/people.ts';
export type { PersonRow, Revocation, RevocationReason, Role, SessionRow } from './people/people.types.ts';
export { authTables } from './people/auth-tables.ts';
export { Consumers } from './consumers/consumers.ts';
export type { ConsumerTx, Effect } from './consumers/consumers.types.ts';
export { Notices } from './notices/notices.ts';
export type { NewNotice, NoticeRow } from './notices/notices.types.ts';
export { Mistakes } from './mistakes/mistakes.ts';
export type { MistakeRow } from './mistakes/mistakes.types.ts';
export { NoticePreferences } from './preferences/preferences.ts';
export { Deliveries } from './deliveries/deliveries.ts';
export type {
  Bundle,
  DeliveryPlan,
  DeliveryRow,
  DueDelivery,
  FreshNotice,
  NoticeDelivery,
  Packing,
  Recipient,
} from './deliveries/deliveries.types.ts';
export { Pushes } from './push/pushes.ts';
export { PushSubscriptions } from './push/push-subscriptions.ts';
export type { ClaimedPush } from './push/push.types.ts';
export { WatchLists } from './watchlist/watch-lists.ts';
export type { ClosingLot } from './watchlist/watch-lists.ts';
export { Chat } from './chat/chat.ts';
export { ChatDesk } from './chat/chat-desk.ts';
export { ChatPeople } from './chat/chat-people.ts';
export type {
  AuthorRow,
  ChatEventRow,
  ChatTx,
  MessageRow,
  OwnRoomRow,
  RoomHead,
  RoomPage,
  RoomRow,
  RulesRow,
  SelfRow,
  StaffMessageRow,
  WriterRow,
  WrittenRow,
} from './chat/chat.types.ts';
export { LotPictures } from './pictures/lot-pictures.ts';
export type { PicturesChange } from './pictures/lot-pictures.ts';
export { Accounts } from './accounts/accounts.ts';
export type { Deletion, LedLot, OwnSession, Preferences, ProfileChange } from './accounts/accounts.types.ts';
export { Mails } from './mail/mails.ts';
export type {
  ClaimedMail,
  DigestLot,
  KeptMail,
  MailData,
  MailKind,
  MailRow,
  NewDigests,
  NewMail,
} from './mail/mails.types.ts';
export { Rates } from './rates/rates.ts';
export type { ProvidedRate, RatePast, RatePoint, RateProviderRow, RateRow } from './rates/rates.types.ts';
export { HouseStore } from './house/house-store.ts';
export type { DemoCount } from './house/remove-demo.ts';
