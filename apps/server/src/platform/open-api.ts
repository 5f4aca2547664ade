import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** The HTTP API described by itself: `/api/openapi.json`, and a page to read and try it at `/api/docs`. */
export function mountOpenApi(app: NestFastifyApplication, publicUrl: string): void {
  const config = new DocumentBuilder()
    .setTitle('Rostrum')
    .setDescription(
      'The HTTP side of a live auction house. Errors are application/problem+json (RFC 9457). What it says over sockets is described at [/api/docs/events](/api/docs/events), for programs at [/api/asyncapi.json](/api/asyncapi.json).',
    )
    .setVersion('1')
    .addServer(publicUrl)
    .build();
  const document = SwaggerModule.createDocument(app, config);
  SwaggerModule.setup('api/docs', app, document, {
    customSiteTitle: 'Rostrum API',
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
  });
}
