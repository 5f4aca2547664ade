import {
  BadRequestException,
  ForbiddenException,
  HttpException,
  NotFoundException,
  PayloadTooLargeException,
  ServiceUnavailableException,
  UnauthorizedException,
} from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { problemOf, refusalOfIssues, wireErrorOf } from './problem.ts';
import { refuse } from './refusal.ts';

describe('wireErrorOf', () => {
  it.each([
    [new UnauthorizedException(), 401, 'UNAUTHENTICATED'],
    [new ForbiddenException(), 403, 'FORBIDDEN'],
    [new NotFoundException('Cannot GET /secret?token=hunter2'), 404, 'NOT_FOUND'],
    [new BadRequestException('Unexpected token h in JSON: hunter2'), 400, 'BAD_REQUEST'],
    [new PayloadTooLargeException(), 413, 'BAD_REQUEST'],
    [new HttpException('x', 429), 429, 'RATE_LIMITED'],
    [new ServiceUnavailableException(), 503, 'BUSY'],
    [refuse('BID_TOO_LOW', { minimumMinor: 500 }), 422, 'BID_TOO_LOW'],
    [refuse('RATE_LIMITED', { retryAfterMs: 20 }), 429, 'RATE_LIMITED'],
  ])('gives %s a status and a code, and repeats nothing of what was sent', (exception, status, code) => {
    const known = wireErrorOf(exception);
    expect(known).toMatchObject({ status, error: { code } });
    expect(JSON.stringify(known)).not.toContain('hunter2');
  });

  it.each([new Error('bug'), 'thrown text', undefined, new HttpException('x', 500)])('knows nothing of %s', (bug) => {
    expect(wireErrorOf(bug)).toBeNull();
  });

  it('says where a schema failed', () => {
    const failed = z.object({ lots: z.array(z.object({ id: z.uuid() })) }).safeParse({ lots: [{ id: 'hunter2' }] });
    expect(wireErrorOf(failed.error)).toMatchObject({ status: 400, error: { code: 'BAD_REQUEST', path: 'lots.0.id' } });
    expect(JSON.stringify(refusalOfIssues(failed.error?.issues ?? []).error)).not.toContain('hunter2');
  });
});

describe('problemOf', () => {
  it('has the members of RFC 9457 beside the code and its data', () => {
    expect(problemOf(refuse('BID_TOO_LOW', { minimumMinor: 500 }).error, 422)).toEqual({
      type: 'urn:rostrum:problem:bid-too-low',
      title: 'Unprocessable Entity',
      status: 422,
      code: 'BID_TOO_LOW',
      message: 'This bid is below the minimum.',
      minimumMinor: 500,
    });
  });
});
