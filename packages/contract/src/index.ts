export { applyLotEvent, checksumOf } from './lot.ts';
export type { LotChange, PublicLot, PublicLotEvent, PublicLotStatus } from './lot.ts';
export type { BidAnswer, BidCommand, BidReceipt, SettleAnswer, Standing } from './bid.ts';
export { FOUND_STATUSES, LOT_SORTS, SEARCH_MAX } from './finding.ts';
export type { FoundAuction, FoundLots, FoundStatus, LotFacets, LotQuery, LotSort } from './finding.ts';
export { LANGUAGES, NAME_MAX, PASSWORD_MAX, PASSWORD_MIN } from './account.ts';
export type { Account, AccountChange, AccountSession, Language, SignedUp } from './account.ts';
export type { MailKind, MailStatus, MailSummary, OpenedMail } from './mail.ts';
export type { ExplanationReason, LotExplanation } from './explanation.ts';
export { MISTAKE_NOTE_MAX } from './mistake.ts';
export type { MistakeRequest, MistakeState, OwnMistake, OwnMistakes, StaffMistake, StaffMistakes } from './mistake.ts';
export type { LotQuote } from './quote.ts';
export { HTTP_STATUS } from './errors.ts';
export type { ErrorCode, ErrorData, MayNotBidWhy, Problem, WireError } from './errors.ts';
export {
  ANSWER_WITHIN_MS,
  BID_LIFETIME_MS,
  FRAME_BYTES_MAX,
  HEARTBEAT_MS,
  LATE_AFTER_MS,
  MAX_AMOUNT_MINOR,
  PROTOCOL_VERSION,
  WATCH_AUCTIONS_MAX,
  WATCH_LOTS_MAX,
} from './protocol.ts';
export type { EpochMs, Minor } from './protocol.ts';
export type {
  Activity,
  Draining,
  Heartbeat,
  LotEventsFrame,
  LotsClientToServer,
  LotsServerToClient,
  MeClientToServer,
  MeServerToClient,
  Notice,
  WatchAnswer,
  WatchedLot,
  WatchRequest,
} from './sockets.ts';
export type {
  AuctionDetail,
  AuctionStatus,
  AuctionSummary,
  House,
  LotDetail,
  LotEventsPage,
  LotSummary,
  Me,
  Page,
  Picture,
  Registration,
  Role,
} from './rest.ts';
export { NOTICE_TOPICS, TOAST_TOPICS } from './preferences.ts';
export type { NoticesPage, Preferences, PreferencesChange, ToastTopic } from './preferences.ts';
export { WATCHED_MAX } from './watchlist.ts';
export type { OwnAuction, OwnLot, OwnLots, WatchChanged, WatchedLots } from './watchlist.ts';
export { PICTURE_ALT_MAX, PICTURE_BYTES_MAX, PICTURES_PER_LOT_MAX } from './staff.ts';
export type { DemoPreview, PictureFault, StaffLotPictures, StaffPeople, StaffPerson } from './staff.ts';
