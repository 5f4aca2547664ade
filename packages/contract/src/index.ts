export { applyLotEvent, checksumOf, LOT_CHANGE_KEYS } from './lot.ts';
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
export type { ErrorCode, ErrorData, MayNotBidWhy, MayNotWriteWhy, Problem, WireError } from './errors.ts';
export {
  ANSWER_WITHIN_MS,
  BID_LIFETIME_MS,
  FRAME_BYTES_MAX,
  HEARTBEAT_MS,
  LATE_AFTER_MS,
  MAX_AMOUNT_MINOR,
  MISSED_MAX,
  PROTOCOL_VERSION,
  WATCH_AUCTIONS_MAX,
  WATCH_LOTS_MAX,
} from './protocol.ts';
export type { Draining, EpochMs, Minor } from './protocol.ts';
export type {
  Activity,
  Heartbeat,
  LotEventsFrame,
  LotsClientToServer,
  LotsServerToClient,
  MeClientToServer,
  MeServerToClient,
  Missed,
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
export { CHANNELS, channelsOf, MAIL_PACES, NOTICE_TOPICS, TOAST_TOPICS, URGENT_TOPICS } from './preferences.ts';
export { DELIVERY_STATUSES, SENT_CHANNELS } from './deliveries.ts';
export type { DeliveryStatus, OwnDelivery, SentChannel, StaffDeliveries, StaffDelivery } from './deliveries.ts';
export type { Unsubscribing } from './unsubscribing.ts';
export type { NoticesPage } from './notices.ts';
export type {
  Channel,
  MailPace,
  NoticeTopic,
  Preferences,
  QuietHours,
  PreferencesChange,
  ToastTopic,
} from './preferences.ts';
export { WATCHED_MAX } from './watchlist.ts';
export type { OwnAuction, OwnLot, OwnLots, WatchChanged, WatchedLots } from './watchlist.ts';
export { PICTURE_ALT_MAX, PICTURE_BYTES_MAX, PICTURES_PER_LOT_MAX } from './staff.ts';
export type { DemoPreview, PictureFault, StaffLotPictures, StaffPeople, StaffPerson } from './staff.ts';
export { convertMinor, exponentOf } from './conversion.ts';
export type { Quoted } from './conversion.ts';
export { RATES_BASE, RATES_RANGES, RATES_WATCHED_MAX } from './rates.ts';
export type {
  Rate,
  RateNow,
  RatesBoard,
  RatesClientToServer,
  RatesFault,
  RatesHistory,
  RatesProviderName,
  RatesRange,
  RatesServerToClient,
  RatesStatus,
  RatesTick,
  RatesWatchAnswer,
  RatesWatchRequest,
} from './rates.ts';
export {
  CHAT_BODY_MAX,
  CHAT_EDIT_MS,
  CHAT_MUTE_MAX_MINUTES,
  CHAT_NOTE_MAX,
  CHAT_PAGE,
  CHAT_SLOW_MAX_S,
} from './chat.ts';
export type {
  ChatActAnswer,
  ChatAuthor,
  ChatClientToServer,
  ChatEvent,
  ChatFrame,
  ChatHistoryPage,
  ChatMessage,
  ChatPost,
  ChatPostAnswer,
  ChatReceipt,
  ChatRoomId,
  ChatRules,
  ChatSeen,
  ChatSelf,
  ChatServerToClient,
  ChatWatch,
  ChatWatchAnswer,
  OwnChat,
  OwnChatRoom,
  StaffChatMessage,
  StaffChatMute,
  StaffChatReport,
  StaffChatReports,
} from './chat.ts';
export { PUSH_DEVICES_MAX } from './push.ts';
export type { OwnPush, PushDevice, PushPayload, PushTarget } from './push.ts';
export type { StaffWidget, WidgetTrust } from './widget.ts';
