import type { Connection } from './connection.ts';
import type { LotsChannel } from './lots-channel.ts';
import type { Timing } from './timing.ts';

/**
 * Says when a live socket has stopped bringing news: data may be late although the connection stands. Half-open
 * connections look alive for up to 45 s, so one that stays silent for twice as long is left for a new one.
 */
export function followLateness(
  connection: Connection,
  lots: LotsChannel,
  timing: Timing,
  tell: (late: boolean) => void,
): void {
  let heardAt = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const hear = (): void => {
    heardAt = performance.now();
    tell(false);
  };
  const look = (): void => {
    const silentMs = performance.now() - heardAt;
    if (silentMs > 2 * timing.lateAfterMs) connection.renew();
    else if (silentMs > timing.lateAfterMs) tell(true);
  };
  lots.heartbeats.add(hear);
  connection.ups.add(() => {
    hear();
    clearInterval(timer);
    timer = setInterval(look, timing.lateCheckMs);
  });
  connection.downs.add(() => {
    clearInterval(timer);
    tell(false);
  });
}
