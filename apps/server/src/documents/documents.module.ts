import { Module } from '@nestjs/common';
import { DocumentsController } from './documents.controller.ts';

/** What the house says of its own sockets. */
@Module({ controllers: [DocumentsController] })
export class DocumentsModule {}
