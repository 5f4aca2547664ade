import { EXCEPTION_FILTERS_METADATA, PIPES_METADATA } from '@nestjs/common/constants.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthGuard } from '../../accounts/index.ts';
import { PersonalFeed } from '../broadcast/personal-feed.ts';
import { ask, next } from '../client-socket.testing.ts';
import { LIVE_PROVIDERS } from '../live.module.ts';
import { LiveSessions } from '../sockets/live-sessions.ts';
import { Stage } from '../stage.testing.ts';
import { WatchSets } from '../watching/watch-sets.ts';
import { Watches } from '../watching/watches.ts';
import { isSafeHook, SafeHook } from './hook-safety.decorator.ts';
import { SchemaPipe } from './schema.pipe.ts';
import { WsErrorFilter } from './ws-error.filter.ts';

const GATEWAYS = LIVE_PROVIDERS.filter((provider) => Reflect.hasMetadata('websockets:is_gateway', provider));

describe('every gateway', () => {
  it('is one of a namespace of its own', () => {
    const namespaces = GATEWAYS.map((gateway) => Reflect.getMetadata('websockets:gateway_options', gateway).namespace);
    expect(namespaces.sort()).toEqual(['/chat', '/lots', '/me', '/rates']);
  });

  it.each(GATEWAYS.map((gateway) => [gateway.name, gateway] as const))(
    '%s has filter, pipe and safe hooks',
    (_, gateway) => {
      const filters: unknown[] = Reflect.getMetadata(EXCEPTION_FILTERS_METADATA, gateway) ?? [];
      expect(filters.some((filter) => filter instanceof WsErrorFilter)).toBe(true);
      const methods = Object.entries(Object.getOwnPropertyDescriptors(gateway.prototype)).map(([, { value }]) => value);
      for (const method of methods.filter((each) => Reflect.hasMetadata('websockets:message_mapping', each))) {
        const pipes: unknown[] = Reflect.getMetadata(PIPES_METADATA, method) ?? [];
        expect(
          pipes.some((pipe) => pipe instanceof SchemaPipe),
          method.name,
        ).toBe(true);
      }
      for (const hook of ['afterInit', 'handleConnection', 'handleDisconnect']) {
        const method = (gateway.prototype as unknown as Record<string, unknown>)[hook];
        if (method !== undefined) expect(isSafeHook(method), hook).toBe(true);
      }
    },
  );
});

describe('whatever is thrown', () => {
  let stage: Stage;
  const unhandled = vi.fn();
  beforeEach(async () => {
    stage = await Stage.open();
    process.on('unhandledRejection', unhandled);
    process.on('uncaughtException', unhandled);
  });
  afterEach(async () => {
    await stage.close();
    vi.restoreAllMocks();
    process.off('unhandledRejection', unhandled);
    process.off('uncaughtException', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  const works = async (): Promise<void> => {
    vi.restoreAllMocks();
    const socket = await stage.connect('/lots');
    expect(await ask(socket, 'time', { t0: 1 })).toMatchObject({ ok: true });
  };
  const secret = new Error('SECRET-OF-THE-HOUSE');
  const fail = (): never => {
    throw secret;
  };

  it('in a handler: the client is given a number, the log the reason', async () => {
    vi.spyOn(Watches.prototype, 'watch').mockRejectedValue(secret);
    vi.spyOn(Watches.prototype, 'unwatch').mockImplementation(fail);
    const socket = await stage.connect('/lots');
    for (const event of ['watch', 'unwatch']) {
      const answer = await ask(socket, event, {});
      expect(answer).toMatchObject({ ok: false, error: { code: 'INTERNAL', errorId: expect.any(String) } });
      expect(JSON.stringify(answer)).not.toContain('SECRET');
      expect(stage.log.lines.some((line) => line.includes(String(answer.error!['errorId'])))).toBe(true);
    }
    await works();
  });

  it('in a guard, a pipe, a filter, or by a handler that answers nothing', async () => {
    const cookie = stage.signIn('ada');
    const socket = await stage.connect('/me', { cookie });
    const fails: (() => void)[] = [
      () => vi.spyOn(AuthGuard.prototype, 'canActivate').mockImplementation(fail),
      () => vi.spyOn(SchemaPipe.prototype, 'transform').mockImplementation(fail),
      () => {
        vi.spyOn(SchemaPipe.prototype, 'transform').mockImplementation(fail);
        vi.spyOn(WsErrorFilter.prototype, 'catch').mockImplementation(fail);
      },
      () => {
        vi.spyOn(SchemaPipe.prototype, 'transform').mockImplementation(fail);
        vi.spyOn(WsErrorFilter.prototype, 'catch').mockImplementation(() => undefined);
      },
    ];
    for (const plant of fails) {
      plant();
      expect(await ask(socket, 'time', { t0: 1 })).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
      vi.restoreAllMocks();
    }
    await works();
  });

  it('in the middleware of a namespace: the client may try again', async () => {
    vi.spyOn(LiveSessions.prototype, 'enter').mockRejectedValue(secret);
    await expect(stage.connect('/lots')).rejects.toMatchObject({ data: { code: 'BUSY' } });
    await works();
  });

  it('in a hook: the socket is cut', async () => {
    vi.spyOn(WatchSets.prototype, 'enter').mockImplementation(fail);
    const lots = await stage.connect('/lots');
    await new Promise((resolve) => lots.once('disconnect', resolve));
    vi.spyOn(PersonalFeed.prototype, 'welcome').mockRejectedValue(secret);
    const me = await stage.connect('/me', { cookie: stage.signIn('ada') });
    await new Promise((resolve) => me.once('disconnect', resolve));
    await works();
  });

  it('by who hears of a change: the others hear of it all the same', async () => {
    const lotId = stage.floor.open();
    const socket = await stage.connect('/lots');
    await ask(socket, 'watch', { lots: [{ id: lotId }] });
    const { AuctionLots } = await import('../watching/auction-lots.ts');
    vi.spyOn(AuctionLots.prototype, 'hear').mockImplementation(fail);
    const frame = next(socket, 'lot.events');
    stage.floor.bid(lotId, 'ada', 500);
    expect(await frame).toMatchObject({ lotId });
  });
});

it('a hook that is made safe keeps what it was given', () => {
  const heard: unknown[] = [];
  class Hooks {
    @SafeHook()
    handleConnection(socket: unknown): void {
      heard.push(this, socket);
    }
  }
  const hooks = new Hooks();
  hooks.handleConnection('socket');
  expect(heard).toEqual([hooks, 'socket']);
});
