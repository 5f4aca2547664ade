/** The staff page that makes widgets for other sites. */
export const embed = {
  title: 'On other sites',
  what: 'Show a lot, an auction, the latest bids or currency rates on a page of another site, live. Who wants to bid is led here.',
  kind: 'What to show',
  kinds: { lot: 'One lot', auction: 'An auction', activity: 'Latest bids', rates: 'Currency rates' },
  auction: 'Auction',
  lot: 'Lot',
  language: 'Language',
  languages: { page: 'That of the page', en: 'English', ru: 'Russian' },
  theme: 'Light or dark',
  themes: { page: 'As the page is', light: 'Always light', dark: 'Always dark', auto: 'As the visitor’s device is' },
  page: 'Address of the page where it will stand',
  show: 'Show',
  nothing: 'There is nothing to show yet.',
  snippet: 'Two lines of HTML',
  snippetWhat: 'Put both where the widget shall stand. The first line is needed once on a page.',
  copy: 'Copy',
  copied: 'Copied',
  preview: 'How it looks',
  trusted: 'Whose pages may show it',
  trustedWhat:
    'Only pages of these addresses. The list is the variable TRUSTED_ORIGINS of the house; it is read when the house starts.',
  trustedNone: 'The list is empty: no other site may show anything of this house.',
  listed: (origin: string) => `${origin} is in the list.`,
  own: 'This is the house itself; it needs no place in the list.',
  missing: (origin: string) =>
    `${origin} is not in the list: there the widget would only say so, beside a link. Set this, and start the house again:`,
  malformed: 'This is not the address of a page.',
  insecure: (origin: string, house: string) =>
    `${origin} is served over https, and browsers load nothing from ${house} there, which is not. Serve the house over https first.`,
  policy: 'If that site has a security policy (CSP)',
  policyWhat: 'Then its policy has to let these through. Nothing inline is needed.',
};
