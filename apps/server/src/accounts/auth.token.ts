/** Under which Nest gives better-auth, which is not a class. */
export const AUTH = Symbol('better-auth');
