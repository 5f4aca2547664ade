import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthGuard } from '../../accounts/index.ts';
import { ask, ended, outcomeOf } from '../client-socket.testing.ts';
import { LIVE_PROVIDERS } from '../live.module.ts';
import { HandshakeGate } from '../sockets/handshake.gate.ts';
import { MessageRates } from '../sockets/message-rates.ts';
import { Stage } from '../stage.testing.ts';
import { ChatGateway } from './chat.gateway.ts';
import { LotsGateway } from './lots.gateway.ts';
import { MeGateway } from './me.gateway.ts';
import { RatesGateway } from './rates.gateway.ts';
import { SchemaPipe } from './schema.pipe.ts';
import { WsErrorFilter } from './ws-error.filter.ts';

const room = `lot:${randomUUID()}`;
const named = { room, id: randomUUID() };

/** Every gateway, with a good message for each of its handlers. */
const GATEWAYS = [
  {
    gateway: LotsGateway,
    namespace: '/lots',
    messages: {
      watch: {},
      unwatch: {},
      bid: { id: randomUUID(), lotId: randomUUID(), maxMinor: 100 },
      missed: { gaps: 0, mismatches: 0 },
      time: { t0: 1 },
    },
  },
  { gateway: MeGateway, namespace: '/me', messages: { seen: { ids: [randomUUID()] }, time: { t0: 1 } } },
  { gateway: RatesGateway, namespace: '/rates', messages: { watch: {}, unwatch: {} } },
  {
    gateway: ChatGateway,
    namespace: '/chat',
    messages: {
      watch: { room },
      unwatch: { room },
      post: { ...named, body: 'Words.' },
      edit: { ...named, body: 'Words.' },
      remove: named,
      report: named,
      seen: { room, version: 1 },
    },
  },
];
/** These need nothing that could throw. */
const NEED_NOTHING = new Set(['/lots time', '/me time', '/chat unwatch']);
const GUARDED = new Set(['bid', 'post', 'edit', 'remove', 'report', 'seen']);

const secret = new Error('SECRET-OF-THE-HOUSE');
const fail = (): never => {
  throw secret;
};

/** Takes everything that a gateway stands on away from it: each touch throws, or each call rejects. */
function sabotage(gateway: object, how: 'throws' | 'rejects'): () => void {
  const kept = Object.getOwnPropertyDescriptors(gateway);
  const rejecting = new Proxy({}, { get: () => () => Promise.reject(secret) });
  for (const name of Object.keys(kept)) {
    const get = how === 'throws' ? fail : () => rejecting;
    Object.defineProperty(gateway, name, { get, set: fail, configurable: true });
  }
  return () => void Object.defineProperties(gateway, kept);
}

it('the table below knows every handler of every gateway', () => {
  const known = LIVE_PROVIDERS.filter((provider) => Reflect.hasMetadata('websockets:is_gateway', provider));
  expect(new Set(GATEWAYS.map(({ gateway }) => gateway))).toEqual(new Set<unknown>(known));
  for (const { gateway, messages } of GATEWAYS) {
    const methods = Object.values(Object.getOwnPropertyDescriptors(gateway.prototype)).map(({ value }) => value);
    const handlers = methods.filter((method) => Reflect.hasMetadata('websockets:message_mapping', method));
    const events = handlers.map((method): string => Reflect.getMetadata('message', method));
    expect(Object.keys(messages).sort()).toEqual(events.sort());
  }
});

describe('a throw', () => {
  let stage: Stage;
  let cookie: string;
  const unhandled = vi.fn();
  const enter = (namespace: string): Promise<Socket> => stage.connect(namespace, { cookie });

  beforeEach(async () => {
    stage = await Stage.open({ MESSAGES_PER_SECOND: '1000', WATCHES_PER_SECOND: '1000', CHAT_PER_MINUTE: '10000' });
    cookie = stage.signIn('ada');
    process.on('unhandledRejection', unhandled);
    process.on('uncaughtException', unhandled);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    expect(await ask(await enter('/lots'), 'time', { t0: 1 })).toMatchObject({ ok: true });
    await stage.close();
    process.off('unhandledRejection', unhandled);
    process.off('uncaughtException', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  describe.each(GATEWAYS)('on $namespace', ({ gateway, namespace, messages }) => {
    const asked = async (
      socket: Socket,
      what: string,
      fits: (event: string) => boolean = () => true,
    ): Promise<void> => {
      for (const [event, message] of Object.entries(messages).filter(([name]) => fits(name))) {
        const answer = await ask(socket, event, message);
        expect(answer, `${what} of ${event}`).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
        expect(JSON.stringify(answer)).not.toContain('SECRET');
      }
    };

    it.each(['throws', 'rejects'] as const)('in a handler (%s): one answer with a number', async (how) => {
      const socket = await enter(namespace);
      const mend = sabotage(stage.app.get<object>(gateway), how);
      const mayFail = (event: string): boolean => !NEED_NOTHING.has(`${namespace} ${event}`);
      // What a handler calls and does not wait for gives it nothing to reject with.
      const waits = (event: string): boolean => how === 'throws' || !/^(unwatch|missed)$/.test(event);
      await asked(socket, 'the handler', (event) => mayFail(event) && waits(event) && namespace !== '/rates');
      if (namespace === '/rates' && how === 'throws') await asked(socket, 'the handler');
      mend();
    });

    it('in a guard, a pipe, a filter, or where rates are counted: one answer with a number', async () => {
      const socket = await enter(namespace);
      vi.spyOn(AuthGuard.prototype, 'canActivate').mockImplementation(fail);
      await asked(socket, 'the guard', (event) => namespace === '/me' || GUARDED.has(event));
      vi.restoreAllMocks();
      vi.spyOn(SchemaPipe.prototype, 'transform').mockImplementation(fail);
      await asked(socket, 'the pipe');
      for (const filter of [fail, () => undefined]) {
        vi.spyOn(WsErrorFilter.prototype, 'catch').mockImplementation(filter);
        await asked(socket, 'the filter');
      }
      vi.restoreAllMocks();
      vi.spyOn(MessageRates.prototype, 'take').mockImplementation(fail);
      await asked(socket, 'the rates');
    });

    it('in the middleware: the client may come again', async () => {
      const mend = sabotage(stage.app.get<object>(gateway), 'throws');
      // Whoever watches rates is nobody to ask about.
      if (namespace !== '/rates') await expect(enter(namespace)).rejects.toMatchObject({ data: { code: 'BUSY' } });
      mend();
      await enter(namespace);
    });

    it('in the hook of who leaves: the others stay', async () => {
      const [goes, stays] = [await enter(namespace), await enter('/lots')];
      const mend = sabotage(stage.app.get<object>(gateway), 'throws');
      const logged = (): boolean => stage.log.lines.some((line) => line.includes('handleDisconnect'));
      goes.disconnect();
      await expect.poll(logged).toBe(true);
      mend();
      expect(await ask(stays, 'time', { t0: 1 })).toMatchObject({ ok: true });
    });
  });

  it.each([
    ['/lots', LotsGateway, 'sets'],
    ['/me', MeGateway, 'feed'],
  ] as const)('in the hook of who comes to %s: he is cut', async (namespace, gateway, part) => {
    const instance = stage.app.get<object>(gateway);
    const kept = Object.getOwnPropertyDescriptor(instance, part)!;
    Object.defineProperty(instance, part, { get: fail, configurable: true });
    const socket = stage.client(namespace, { cookie });
    const over = ended(socket);
    await outcomeOf(socket);
    expect(await over).toMatchObject({ reason: 'transport close' });
    Object.defineProperty(instance, part, kept);
  });

  it('where a handshake is judged: it is refused', async () => {
    vi.spyOn(HandshakeGate.prototype, 'standpoint').mockImplementation(fail);
    await expect(enter('/lots')).rejects.toThrow('websocket error');
    expect(stage.log.lines.some((line) => line.includes('a handshake could not be judged'))).toBe(true);
  });
});

it.each(GATEWAYS)(
  'a throw before $namespace stands: nobody is taken for anybody there',
  async ({ gateway, namespace, messages }) => {
    const said = vi.fn();
    vi.spyOn(gateway.prototype, 'afterInit').mockImplementation(() => undefined);
    const stage = await Stage.open();
    const cookie = stage.signIn('ada');
    const socket = stage.client(namespace, { cookie });
    for (const event of ['standing', 'notice', 'messages']) socket.on(event, said);
    await outcomeOf(socket).catch(() => undefined);
    for (const event of ['bid', 'seen', 'post']) {
      const message = (messages as Record<string, unknown>)[event];
      if (!message || !socket.connected) continue;
      expect(await ask(socket, event, message)).toMatchObject({ ok: false });
    }
    expect(said).not.toHaveBeenCalled();
    await stage.close();
    vi.restoreAllMocks();
  },
);
