import { refuse, type Refusal } from '../platform/index.ts';

/** There is no such lot or auction, or it is a draft. */
export const noSuchRoom = (): Refusal => refuse('NOT_FOUND', {}, 'There is no such room.');

export const noSuchMessage = (): Refusal => refuse('NOT_FOUND', {}, 'There is no such message in this room.');
