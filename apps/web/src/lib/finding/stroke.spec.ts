import { describe, expect, it } from 'vitest';
import { strokeOf } from './stroke.ts';

const press = (change: object) =>
  strokeOf({
    key: '',
    code: '',
    defaultPrevented: false,
    isComposing: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    target: null,
    ...change,
  })?.act;
const within = (selector: string | null) => ({ closest: () => selector }) as unknown as EventTarget;

describe('a key on a lot page', () => {
  it.each([
    ['KeyJ', 'next'],
    ['KeyK', 'previous'],
    ['ArrowRight', 'next'],
    ['ArrowLeft', 'previous'],
    ['KeyL', undefined],
  ])('%s asks for %s', (code, act) => {
    expect(press({ code })).toBe(act);
  });

  it('asks for help by its sign, wherever it is on the keyboard', () => {
    expect(press({ key: '?', code: 'Digit7', shiftKey: true })).toBe('help');
  });

  it('belongs to whoever has the focus, to a modifier, or to who took it before', () => {
    expect(press({ code: 'KeyJ', target: within(null) })).toBe('next');
    expect(press({ code: 'KeyJ', target: within('input') })).toBeUndefined();
    for (const taken of ['ctrlKey', 'metaKey', 'altKey', 'shiftKey', 'isComposing', 'defaultPrevented']) {
      expect(press({ code: 'KeyJ', [taken]: true }), taken).toBeUndefined();
    }
  });
});
