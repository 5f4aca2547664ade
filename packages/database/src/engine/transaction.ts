import type { Session, Statement } from './engine.ts';

/** Sends one statement; answers its rows. */
export type Send = <Row>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;

const BEGIN: Statement = { name: '', text: 'BEGIN' };
const COMMIT: Statement = { name: '', text: 'COMMIT' };
const ROLLBACK: Statement = { name: '', text: 'ROLLBACK' };

/** Runs `work` between BEGIN and COMMIT, or ROLLBACK where it throws. BEGIN is not waited for on its own. */
export async function inTransaction<T>(send: Send, work: (session: Session) => Promise<T>): Promise<T> {
  let ended = false;
  const begun = send(BEGIN, []);
  const session: Session = {
    run: (statement, values = []) => send(statement, values),
    async commit() {
      ended = true;
      await send(COMMIT, []);
    },
  };
  try {
    const [result] = await Promise.all([work(session), begun]);
    if (!ended) await session.commit();
    return result;
  } catch (error) {
    // The connection may be gone, and with it the transaction: the first error is the one that counts.
    if (!ended) await send(ROLLBACK, []).catch(() => undefined);
    throw error;
  }
}
