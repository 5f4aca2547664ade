import { redirect } from '@sveltejs/kit';
import { askHouse, passCookies } from '#lib/account/house-account.server.ts';
import type { RequestHandler } from './$types';

/** Ends the session and goes to the front page. */
export const POST: RequestHandler = async ({ fetch, cookies }) => {
  const { response } = await askHouse({ fetch, path: '/api/auth/sign-out', body: {} });
  passCookies(response, cookies);
  redirect(303, '/');
};
