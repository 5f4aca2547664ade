import { PASSWORD_MAX, PASSWORD_MIN } from '@rostrum/contract';

/** An address as it was typed into a form. */
export function emailIn(form: FormData): string {
  return String(form.get('email') ?? '').trim();
}

/** Whether it looks like an address; whether mail arrives there is for the house to find out. */
export function isEmail(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(typed);
}

/** A password as it was typed into a form, spaces and all. */
export function passwordIn(form: FormData): string {
  return String(form.get('password') ?? '');
}

/** Why the house would not take a new password; null where it would. */
export function passwordFault(typed: string): 'passwordShort' | 'passwordLong' | null {
  if (typed.length < PASSWORD_MIN) return 'passwordShort';
  return typed.length > PASSWORD_MAX ? 'passwordLong' : null;
}
