// Encodes demo/images into demo/renditions and writes its manifest.json. Run by hand after a picture was added:
//   npx node demo/prepare-images.ts
// AVIF takes about a minute, which is why the result is kept in the repository and not made at the first start.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPicture } from '../apps/server/src/catalogue/render-picture.ts';
import { readImagesCsv } from './images-csv.ts';

const here = import.meta.dirname;
const out = join(here, 'renditions');

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const manifest: Record<string, unknown> = {};
for (const { file, ...credit } of readImagesCsv(await readFile(join(here, 'IMAGES.csv'), 'utf8'))) {
  const { files, ...picture } = await renderPicture(await readFile(join(here, 'images', file)), { avif: 6, webp: 6 });
  for (const { name, bytes } of files) await writeFile(join(out, name), bytes);
  manifest[file] = { ...picture, credit };
  console.log(file, picture.widths.join(' '));
}
await writeFile(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
