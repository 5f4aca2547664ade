import type { ChatPost, ChatPostAnswer } from '@rostrum/contract';
import type { ChatSocket } from './connection.ts';
import type { ChatRest } from './chat-rest.ts';
import { pause, type Timing } from './timing.ts';

/** The house's answer. Where none came the error is OUTCOME_UNKNOWN, and `sendAgain` sends the same message once more. */
export type ChatPostResult = ChatPostAnswer & { sendAgain?: () => Promise<ChatPostResult> };

/** A socket whose answers are waited for so long and no longer. */
type Asked = ReturnType<ChatSocket['timeout']>;

/** What the sender needs from its channel. */
export interface ChatSide {
  socket(): ChatSocket | null;
  rest: ChatRest;
  timing: Timing;
}

/**
 * Sends messages. Each has one id and one body, so it may be sent as often as it takes: the house takes it once and
 * gives the same answer.
 */
export class ChatSender {
  readonly #side: ChatSide;

  constructor(side: ChatSide) {
    this.#side = side;
  }

  /** Never rejects. */
  async post(command: ChatPost): Promise<ChatPostResult> {
    const first = await this.#overSocket(command);
    if (isAnswer(first)) return first;
    for (const wait of this.#side.timing.settleWaitsMs) {
      await pause(wait);
      const answer = (await this.#overSocket(command)) ?? (await this.#overHttp(command));
      if (isAnswer(answer)) return answer;
    }
    return { ok: false, error: UNKNOWN, sendAgain: () => this.post(command) };
  }

  /** Over the socket, and where that is missing or gives no answer, over HTTP: for what may be said twice. */
  async say<T>(overSocket: (socket: Asked) => Promise<T>, overHttp: () => Promise<T>): Promise<T> {
    return (await this.#answerOf(overSocket)) ?? overHttp();
  }

  #overSocket(command: ChatPost): Promise<ChatPostAnswer | null> {
    return this.#answerOf<ChatPostAnswer>((socket) => socket.emitWithAck('post', command));
  }

  /** Null where no answer came. Never waits in a buffer: the socket is connected, and a lost one ends the waiting. */
  async #answerOf<T>(ask: (socket: Asked) => Promise<T>): Promise<T | null> {
    const socket = this.#side.socket();
    if (!socket?.connected) return null;
    try {
      return await ask(socket.timeout(this.#side.timing.answerWithinMs));
    } catch {
      return null;
    }
  }

  async #overHttp(command: ChatPost): Promise<ChatPostAnswer | null> {
    try {
      return await this.#side.rest.post(command, this.#side.timing.answerWithinMs);
    } catch {
      return null;
    }
  }
}

/** A house that is busy or does not know what became of the message is asked again. */
function isAnswer(answer: ChatPostAnswer | null): answer is ChatPostAnswer {
  if (answer === null) return false;
  return answer.ok || !['BUSY', 'OUTCOME_UNKNOWN', 'INTERNAL'].includes(answer.error.code);
}

const UNKNOWN = { code: 'OUTCOME_UNKNOWN', message: 'Whether the message arrived is not known yet' } as const;
