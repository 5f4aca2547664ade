import type { RawFrame } from './raw-socket.ts';
import type { Random } from './random.ts';

const NAMESPACES = [
  '/lots',
  '/me',
  '/chat',
  '/rates',
  '/',
  '',
  '/clerk',
  '/lots/..',
  '/__proto__',
  '/\u0000',
  '//',
  '/LOTS',
];
const EVENTS = [
  'watch',
  'unwatch',
  'bid',
  'time',
  'missed',
  'seen',
  'post',
  'connect',
  'disconnect',
  'error',
  '__proto__',
];

/** Something that JSON can say, or nearly. */
function badBody(random: Random): string {
  const huge = (text: string): string => text.repeat(random.between(1, 3_000));
  return random.pick([
    () => '{}',
    () => 'null',
    () => '[]',
    () => '-0',
    () => '1e999',
    () => '"\\ud800"',
    () => '{"__proto__":{"admin":true}}',
    () => '{"constructor":{"prototype":{"ok":true}}}',
    () => '{"lots":[{"id":"' + random.uuid() + '","version":-1}]}',
    () => '{"lots":[' + Array.from({ length: 201 }, () => `{"id":"${random.uuid()}"}`).join(',') + ']}',
    () => '{"id":"' + random.uuid() + '","lotId":"' + random.uuid() + '","maxMinor":9007199254740993}',
    () => '{"_placeholder":true,"num":' + random.pick(['0', '-1', '1e9', '"0"', 'null', '{}']) + '}',
    () => huge('['),
    () => huge('{"a":'),
    () => `"${huge('\u{1F4A5}')}"`,
    () => '{"t0":' + random.pick(['1', '"1"', 'NaN', '1e308', '[]']) + '}',
    () => '{"event":"x","data":{"ok":true}}',
    () => '{'.slice(0, random.between(0, 1)),
  ])();
}

/** A Socket.IO packet that is odd, wrong, or cut off. */
function socketPacket(random: Random): string {
  const namespace = random.chance(0.7) ? '/lots,' : `${random.pick(NAMESPACES)},`;
  const ack = random.chance(0.5) ? random.pick(['0', '1', '-1', '99999999999999999999', '1.5', '0x1']) : '';
  const body = badBody(random);
  const event = JSON.stringify(random.pick(EVENTS));
  return random.pick([
    () => `0${namespace}${body}`,
    () => `1${namespace}`,
    () => `2${namespace}${ack}[${event},${body}]`,
    () => `2${namespace}${ack}[${event},${body},${body}]`,
    () => `2${namespace}${ack}[${body}]`,
    () => `2${namespace}${ack}${body}`,
    () => `2${namespace}${ack}`,
    () => `3${namespace}${ack}[${body}]`,
    () => `4${namespace}${body}`,
    // Says that bytes follow: as many as it likes, and perhaps none come.
    () => `5${random.pick(['0', '1', '2', '11', '999999999', '-1', ''])}-${namespace}${ack}[${event},${body}]`,
    () => `6${random.between(0, 3)}-${namespace}${ack}[${body}]`,
    () => `${random.pick(['7', '9', 'x', '', '\u0000'])}${namespace}${body}`,
  ])();
}

function bytes(random: Random, most: number): Buffer {
  return Buffer.from(Array.from({ length: random.between(0, most) }, () => random.between(0, 255)));
}

/** A message of good form about anything, so that it reaches the gateways and does not end its connection. */
export function oddMessage(random: Random): RawFrame {
  const event = JSON.stringify(random.pick(EVENTS.filter((name) => !/connect/.test(name))));
  let body = badBody(random);
  try {
    JSON.parse(body);
  } catch {
    body = '{}';
  }
  const ack = random.chance(0.7) ? `${random.between(0, 1_000_000)}` : '';
  return { opcode: 1, payload: Buffer.from(`42/lots,${ack}[${event},${body}]`) };
}

/** A frame that no honest client sends: wrong by the WebSocket, by Engine.IO, by Socket.IO or by the house. */
export function badFrame(random: Random): RawFrame {
  const text = (payload: string): RawFrame => ({ opcode: 1, payload: Buffer.from(payload) });
  // Most are well-formed below, so that they reach what lies above.
  if (random.chance(0.6)) return text(`4${socketPacket(random)}`);
  return random.pick<() => RawFrame>([
    () => text(random.pick(['0', '1', '2probe', '3', '5', '6', '7', '', 'b', 'bAAAA', 'b====', '\u0000'])),
    () => text(`0${badBody(random)}`),
    () => ({ opcode: 2, payload: bytes(random, 300) }),
    () => ({ opcode: 1, payload: bytes(random, 300) }),
    () => ({ opcode: random.between(3, 15), payload: bytes(random, 200) }),
    () => ({ opcode: random.between(0, 2), payload: bytes(random, 100), final: false }),
    () => ({ opcode: 1, payload: bytes(random, 100), masked: false }),
    () => ({ opcode: 1, payload: bytes(random, 100), reserved: random.between(1, 7) }),
    () => ({
      opcode: 1,
      payload: Buffer.from('42/lots,["time"]'),
      saidLength: BigInt(random.pick([40_000, 2 ** 31, 2 ** 52])),
    }),
    () => ({ opcode: 2, payload: Buffer.alloc(0), saidLength: 2n ** 64n - 1n }),
    () => text(`42/lots,["time",${JSON.stringify('x'.repeat(random.between(30_000, 70_000)))}]`),
  ])();
}
