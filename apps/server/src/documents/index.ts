export { asyncApi } from './async-api.ts';
export { DocumentsModule } from './documents.module.ts';
