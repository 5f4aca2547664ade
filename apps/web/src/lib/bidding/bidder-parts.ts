// What only a bidder is shown, in a file of its own: strangers need not fetch it before the page is alive.
export { default as BidAnswer } from './bid-answer.svelte';
export { default as ConfirmStep } from './confirm-step.svelte';
