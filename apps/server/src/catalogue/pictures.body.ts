import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { PICTURE_BYTES_MAX } from '@rostrum/contract';
import type { FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import { refuse } from '../platform/index.ts';

/** Where pictures are taken. */
const PICTURES_ROUTE = '/api/staff/lots/:id/pictures';
/** What a form puts around its file, and its other fields. */
const FORM_BYTES_MAX = 64 * 1024;

/** An upload as it arrived: the file, or null where it was too large to be read. `form`: a page sent it without scripts. */
export interface PictureBody {
  bytes: Buffer | null;
  alt: string | null;
  form: boolean;
}

/**
 * Lets bodies that are pictures in: as they are (`image/*`, `application/octet-stream`) or in a form. Only where pictures
 * are taken, and only from people of the house; nothing of a stranger's upload is read.
 */
@Injectable()
export class PicturesBody implements OnModuleInit {
  constructor(private readonly http: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify = this.http.httpAdapter.getInstance<FastifyInstance<RawServerDefault>>();
    fastify.addContentTypeParser(
      /^(image\/[\w.+-]+|application\/octet-stream)/,
      async (request: FastifyRequest, payload: AsyncIterable<Buffer>): Promise<PictureBody> => {
        admit(request);
        return { bytes: await read(request, payload, PICTURE_BYTES_MAX), alt: null, form: false };
      },
    );
    fastify.addContentTypeParser(
      /^multipart\/form-data/,
      async (request: FastifyRequest, payload: AsyncIterable<Buffer>): Promise<PictureBody> => {
        admit(request);
        const body = await read(request, payload, PICTURE_BYTES_MAX + FORM_BYTES_MAX);
        return { ...(body === null ? { bytes: null, alt: null } : await fieldsOf(request, body)), form: true };
      },
    );
  }
}

function admit({ signedIn, routeOptions }: FastifyRequest): void {
  if (routeOptions.url !== PICTURES_ROUTE) throw refuse('BAD_REQUEST', { path: '' }, 'No files are taken here.');
  if (signedIn === null) throw refuse('UNAUTHENTICATED');
  if (signedIn.role === 'bidder') throw refuse('FORBIDDEN');
}

/** The whole body; null where it is larger than `most`, and then the rest of it is not kept. */
async function read(
  { headers }: FastifyRequest,
  payload: AsyncIterable<Buffer>,
  most: number,
): Promise<Buffer<ArrayBuffer> | null> {
  if (Number(headers['content-length'] ?? 0) > most) return null;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of payload) {
    length += chunk.length;
    if (length <= most) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length > most ? null : Buffer.concat(chunks);
}

/** The fields `picture` and `alt` of a form. */
async function fieldsOf(
  { headers }: FastifyRequest,
  body: Buffer<ArrayBuffer>,
): Promise<Pick<PictureBody, 'bytes' | 'alt'>> {
  const type = headers['content-type'] ?? '';
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => null);
  if (form === null) throw refuse('BAD_REQUEST', { path: '' }, 'This form cannot be read.');
  const [picture, alt] = [form.get('picture'), form.get('alt')];
  return {
    bytes: picture instanceof File ? Buffer.from(await picture.arrayBuffer()) : Buffer.alloc(0),
    alt: typeof alt === 'string' ? alt : null,
  };
}
