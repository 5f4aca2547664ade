import { CHAT_WIRE } from './chat.wire.ts';
import { LOTS_WIRE } from './lots.wire.ts';
import { ME_WIRE } from './me.wire.ts';
import { RATES_WIRE } from './rates.wire.ts';
import type { AnyWire } from './wire.ts';

/** Every namespace of the house, as documents and tests read them. */
export const WIRES: readonly AnyWire[] = [LOTS_WIRE, ME_WIRE, RATES_WIRE, CHAT_WIRE];
