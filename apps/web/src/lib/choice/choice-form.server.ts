import {
  channelsOf,
  CHANNELS,
  MAIL_PACES,
  TOAST_TOPICS,
  URGENT_TOPICS,
  type Channel,
  type PreferencesChange,
  type QuietHours,
  type ToastTopic,
} from '@rostrum/contract';

/** A row of the page: a topic with the channels that can tell it. */
export interface ChoiceRow {
  topic: ToastTopic;
  channels: readonly Channel[];
  urgent: boolean;
}

export type ChoiceGroup = 'bids' | 'watched' | 'talk' | 'house';

const GROUP_OF: Readonly<Record<ToastTopic, ChoiceGroup>> = {
  outbid: 'bids',
  won: 'bids',
  leading: 'bids',
  lost: 'bids',
  extended: 'bids',
  paused: 'bids',
  voided: 'bids',
  declined: 'bids',
  opened: 'watched',
  closing: 'watched',
  bid: 'watched',
  answered: 'talk',
  mention: 'talk',
  auction: 'house',
  connection: 'house',
};

/** What the page shows, group by group; what is urgent stands first. */
export function choiceRows(): { group: ChoiceGroup; rows: ChoiceRow[] }[] {
  const rows = TOAST_TOPICS.map((topic) => ({
    topic,
    channels: channelsOf(topic),
    urgent: URGENT_TOPICS.includes(topic),
  })).toSorted((a, b) => Number(b.urgent) - Number(a.urgent));
  return [...Map.groupBy(rows, ({ topic }) => GROUP_OF[topic])]
    .map(([group, all]) => ({ group, rows: all }))
    .toSorted((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group));
}

const ORDER: readonly ChoiceGroup[] = ['bids', 'watched', 'talk', 'house'];

/** Name of a box of the form. */
export function boxName(topic: ToastTopic, channel: Channel): string {
  return `${topic}.${channel}`;
}

/** `HH:MM` of a time field; null for anything else. */
function minutesOf(text: FormDataEntryValue | null): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(String(text ?? '')) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** The hours that a form asks for; `bad` where they have no beginning or no end, or both are the same. */
function quietOf(form: FormData): QuietHours | null | 'bad' {
  if (!form.has('quiet')) return null;
  const [from, to] = [minutesOf(form.get('from')), minutesOf(form.get('to'))];
  return from === null || to === null || from === to ? 'bad' : { from, to };
}

/** What the form of the page chooses; a box that is not in it is off. Null where its hours are none. */
export function changeOf(form: FormData): PreferencesChange | null {
  const quiet = quietOf(form);
  if (quiet === 'bad') return null;
  const rowOf = (topic: ToastTopic) =>
    Object.fromEntries(channelsOf(topic).map((channel) => [channel, form.has(boxName(topic, channel))]));
  const zone = String(form.get('zone') ?? '');
  const mailPace = MAIL_PACES.find((pace) => pace === form.get('pace'));
  return {
    topics: Object.fromEntries(TOAST_TOPICS.map((topic) => [topic, rowOf(topic)])),
    quiet,
    ...(mailPace === undefined ? {} : { mailPace }),
    ...(zone === '' ? {} : { zone }),
  };
}

/** All columns, in their order. */
export const COLUMNS: readonly Channel[] = CHANNELS;
