export const failure = {
  missingTitle: 'This page is not in the catalogue',
  missing: 'The address may be mistyped, or the lot or auction was taken down.',
  brokenTitle: 'Something broke at the house',
  broken: 'It is not your doing. Bids that were acknowledged are safe. Load the page again in a moment.',
  offlineTitle: 'You are offline',
  offline: 'Check your connection. Your maxima keep counting at the house meanwhile.',
  deniedTitle: 'This page is not open to you',
  denied: 'It may need another account.',
  id: (id: string) => `If it happens again, tell the house this number: ${id}`,
  home: 'To the front page',
  again: 'Load again',
};
