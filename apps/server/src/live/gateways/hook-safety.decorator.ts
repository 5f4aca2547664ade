import { Logger } from '@nestjs/common';
import type { AnySocket } from '../live.types.ts';

const logger = new Logger('Gateway');
const SAFE_HOOKS = new WeakSet<object>();

type Hook = (...args: never[]) => unknown;
type HookDecorator = <T extends Hook>(
  target: object,
  name: string | symbol,
  method: TypedPropertyDescriptor<T>,
) => void;

/**
 * For `afterInit`, `handleConnection` and `handleDisconnect`: Nest runs these outside its filters, and whatever they
 * throw or reject with would end the process. It is logged, and the socket that it was about is cut.
 */
export function SafeHook(): HookDecorator {
  return <T extends Hook>(_target: object, name: string | symbol, descriptor: TypedPropertyDescriptor<T>) => {
    const hook = descriptor.value;
    if (!hook) return;
    const safe = function (this: unknown, ...args: never[]): void {
      const failed = (error: unknown): void => {
        logger.error({ msg: 'a gateway hook failed', hook: String(name), err: error });
        (args[0] as Partial<AnySocket> | undefined)?.conn?.close();
      };
      try {
        const result = hook.apply(this, args);
        if (result instanceof Promise) result.catch(failed);
      } catch (error) {
        failed(error);
      }
    };
    SAFE_HOOKS.add(safe);
    descriptor.value = safe as Hook as T;
  };
}

/** Whether a method was made safe; the spec asks this of every hook of every gateway. */
export function isSafeHook(method: unknown): boolean {
  return typeof method === 'function' && SAFE_HOOKS.has(method);
}
