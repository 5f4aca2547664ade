import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { websocketOnly } from './websocket-only.ts';

/**
 * The widget as one classic script: a page of another site names it once, and only a classic script can tell from where
 * it came without a further word of the page.
 */
export async function bundleWidget(root: string): Promise<string> {
  const bundle = await rolldown({
    input: join(root, 'packages/widget/src/main.ts'),
    cwd: root,
    platform: 'browser',
    tsconfig: join(root, 'tsconfig.json'),
    plugins: [websocketOnly()],
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  return output[0].code;
}
