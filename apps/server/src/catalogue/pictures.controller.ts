import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
  UseGuards,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PICTURE_ALT_MAX, type StaffLotPictures } from '@rostrum/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AuthGuard, Roles, Who, type SignedIn } from '../accounts/index.ts';
import { refuse, Refusal } from '../platform/index.ts';
import { LotPicturesHandler } from './lot-pictures.handler.ts';
import type { PictureBody } from './pictures.body.ts';

const CONTROL = /\p{Cc}+/gu;
const lotId = z.uuid().toLowerCase();
const hash = z.string().regex(/^[0-9a-f]{32}$/);
const alt = z
  .string()
  .transform((text) => text.toWellFormed().replace(CONTROL, ' ').trim())
  .pipe(z.string().max(PICTURE_ALT_MAX));
const altSchema = z.strictObject({ alt });
const orderSchema = z.strictObject({ hashes: z.array(hash).max(100) });
const uploadSchema = z.object({ alt: alt.default('') });

/** The pictures of a lot, for people of the house. */
@ApiTags('staff')
@Controller('api/staff/lots/:id/pictures')
@UseGuards(AuthGuard)
@Roles('staff', 'owner')
export class PicturesController {
  constructor(private readonly handler: LotPicturesHandler) {}

  @Get()
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'The pictures of a lot in their order' })
  show(@Param('id', { schema: lotId }) id: string): Promise<StaffLotPictures> {
    return this.handler.show(id);
  }

  @Post()
  @ApiOperation({ summary: 'Add one picture (JPEG, PNG, WebP, AVIF or GIF; at most 15 MB and 50 million pixels)' })
  @ApiConsumes('image/*', 'application/octet-stream', 'multipart/form-data')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async add(
    @Who() who: SignedIn,
    @Param('id', { schema: lotId }) id: string,
    @Query({ schema: uploadSchema }) query: z.infer<typeof uploadSchema>,
    @Req() { body }: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!isPicture(body)) throw refuse('BAD_REQUEST', { path: '' }, 'Send the picture itself as the body.');
    const words = body.form ? alt.safeParse(body.alt ?? '') : { success: true, data: query.alt };
    const adding = this.handler.add(who.personId, id, body.bytes, words.data ?? '');
    if (!body.form) return void reply.status(201).send(await adding);
    const outcome = await adding.then(
      () => null,
      (error: unknown) => error,
    );
    // A plain form is led back to its page, which says what became of it and keeps what was typed.
    const told: Record<string, string> =
      outcome === null ? { added: '1' } : { ...faultOf(outcome), alt: words.data ?? '' };
    void reply.redirect(`/staff/lots/${id}/pictures?${new URLSearchParams(told)}`, 303);
  }

  @Put()
  @ApiOperation({ summary: 'A new order. A picture that was removed and is named here comes back' })
  arrange(
    @Who() who: SignedIn,
    @Param('id', { schema: lotId }) id: string,
    @Body({ schema: orderSchema }) { hashes }: z.infer<typeof orderSchema>,
  ): Promise<StaffLotPictures> {
    return this.handler.arrange(who.personId, id, hashes);
  }

  @Patch(':hash')
  @ApiOperation({ summary: 'Say what a picture shows, for those who cannot see it' })
  describe(
    @Who() who: SignedIn,
    @Param('id', { schema: lotId }) id: string,
    @Param('hash', { schema: hash }) picture: string,
    @Body({ schema: altSchema }) body: z.infer<typeof altSchema>,
  ): Promise<StaffLotPictures> {
    return this.handler.describe(who.personId, id, picture, body.alt);
  }

  @Delete(':hash')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a picture from the lot. Its files go a day later, where no other lot shows it' })
  remove(
    @Who() who: SignedIn,
    @Param('id', { schema: lotId }) id: string,
    @Param('hash', { schema: hash }) picture: string,
  ): Promise<StaffLotPictures> {
    return this.handler.remove(who.personId, id, picture);
  }
}

function isPicture(body: unknown): body is PictureBody {
  return typeof body === 'object' && body !== null && 'bytes' in body && 'form' in body;
}

/** What the page is told of a refusal; a bug goes on to the filter. */
function faultOf(error: unknown): { fault: string } {
  if (!(error instanceof Refusal)) throw error;
  const { error: refusal } = error;
  return { fault: refusal.code === 'BAD_REQUEST' && refusal.fault ? refusal.fault : refusal.code };
}
