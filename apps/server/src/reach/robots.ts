/**
 * What programs that read the house may read. Pages of one person are not named here: they say themselves that they are
 * not to be listed, which a program sees only where it may look.
 */
export function robotsText(publicUrl: string): string {
  return `User-agent: *
Disallow: /api/
Allow: /api/docs
Disallow: /preferences
Disallow: /sign-out

Sitemap: ${publicUrl}/sitemap.xml
`;
}
