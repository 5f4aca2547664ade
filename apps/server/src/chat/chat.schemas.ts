import { z } from 'zod';

/** The id of a message in a path. */
export const messageIdSchema = z.uuid().toLowerCase();
