import { describe, expect, it } from 'vitest';
import { Bus, type BusMessage } from './bus.ts';
import type { BusWire } from './bus.wire.ts';

/** Several nodes on one wire, which sends only when told to. */
function ether() {
  const ends: ((payload: string) => void)[] = [];
  const sent: string[] = [];
  const held: (() => void)[] = [];
  const warnings: string[] = [];
  let broken = false;
  const node = (): Bus => {
    const wire: BusWire = {
      ready: true,
      open: (hear) => void ends.push(hear),
      send: async (payload) => {
        if (broken) throw new Error('gone');
        sent.push(payload);
        for (const end of ends) end(payload);
        await new Promise<void>((resolve) => held.push(resolve));
      },
      close: async () => {},
    };
    return new Bus(wire, (problem) => void warnings.push(problem));
  };
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 5; i++) {
      held.splice(0).forEach((resolve) => resolve());
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const inject = (payload: string): void => ends.forEach((end) => end(payload));
  return { node, sent, settle, warnings, inject, cut: () => (broken = true) };
}

const lot = (lotId: string, seq: number): BusMessage => ({ kind: 'lot', lotId, epoch: 'abcdefgh', seq });

describe('Bus', () => {
  it('is heard by other nodes, not by its own', async () => {
    const { node, settle } = ether();
    const [one, two] = [node(), node()];
    const heard: [string, BusMessage][] = [];
    one.subscribe((message) => heard.push(['one', message]));
    two.subscribe((message) => heard.push(['two', message]));
    one.publish({ kind: 'revocations' });
    await settle();
    expect(heard).toEqual([['two', { kind: 'revocations' }]]);
  });

  it('sends together what came while a send was under way, of a lot only the newest', async () => {
    const { node, sent, settle } = ether();
    const [one, two] = [node(), node()];
    const heard: BusMessage[] = [];
    two.subscribe((message) => heard.push(message));
    one.publish(lot('a', 1));
    for (let seq = 2; seq <= 50; seq++) one.publish(lot('a', seq));
    one.publish(lot('b', 7));
    await settle();
    expect(sent).toHaveLength(2);
    expect(heard).toEqual([lot('a', 1), lot('a', 50), lot('b', 7)]);
  });

  it('splits what waits into payloads that NOTIFY takes', async () => {
    const { node, sent, settle } = ether();
    const [one, two] = [node(), node()];
    const heard: BusMessage[] = [];
    two.subscribe((message) => heard.push(message));
    const report = (part: number): BusMessage => {
      const rooms = Array.from({ length: 128 }, () => [`auction:${crypto.randomUUID()}`, 1_000_000]);
      return { kind: 'presence', node: one.node, part, counts: Object.fromEntries(rooms) };
    };
    const reports = [0, 1, 2, 3].map(report);
    const lots = Array.from({ length: 100 }, () => lot(crypto.randomUUID(), 1));
    for (const message of [...reports, ...lots]) one.publish(message);
    for (let i = 0; i < 4; i++) await settle();
    expect(heard).toEqual([...reports, ...lots]);
    expect(Math.max(...sent.map((payload) => Buffer.byteLength(payload)))).toBeLessThan(8_000);
  });

  it('neither throws nor stops when the wire is dead', async () => {
    const { node, settle, warnings, cut } = ether();
    const bus = node();
    cut();
    bus.publish(lot('a', 1));
    await settle();
    bus.publish(lot('a', 2));
    await settle();
    expect(warnings).toHaveLength(2);
  });

  it.each([
    '',
    'nonsense',
    '[]',
    '{"from":"x","messages":[{"kind":"lot","lotId":5}]}',
    '{"messages":[]}',
    `{"from":"x","messages":[{"kind":"presence","node":"${crypto.randomUUID()}","part":0,"counts":{"person:ada":1}}]}`,
    `{"from":"x","messages":[{"kind":"presence","node":"${crypto.randomUUID()}","part":0,"counts":{"lot:${crypto.randomUUID()}":-1}}]}`,
  ])('does not mind a forged message: %s', (payload) => {
    const { node, inject } = ether();
    const heard: BusMessage[] = [];
    node().subscribe((message) => heard.push(message));
    inject(payload);
    expect(heard).toEqual([]);
  });

  it('stops hearing when asked to, and one bad hearer does not silence the next', async () => {
    const { node, settle, warnings } = ether();
    const [one, two] = [node(), node()];
    let heard = 0;
    two.subscribe(() => {
      throw new Error('bad hearer');
    });
    const stop = two.subscribe(() => heard++);
    one.publish({ kind: 'notices' });
    await settle();
    stop();
    one.publish({ kind: 'notices' });
    await settle();
    expect(heard).toBe(1);
    expect(warnings).toHaveLength(2);
  });
});
