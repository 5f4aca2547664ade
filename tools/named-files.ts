import type { Plugin } from 'vite';

/** Gives some of the site's scripts names that are known before the build: file names by the names of chunks and entries. */
export function namedFiles(
  names: Record<string, string>,
): Pick<Plugin, 'name' | 'applyToEnvironment' | 'outputOptions'> {
  return {
    name: 'rostrum:named-files',
    applyToEnvironment: ({ name }) => name === 'client',
    outputOptions(options) {
      const { chunkFileNames, entryFileNames } = options;
      if (typeof chunkFileNames !== 'function' || typeof entryFileNames !== 'string')
        throw new Error('Kit names its files in another way than before');
      return {
        ...options,
        chunkFileNames: (chunk) => names[chunk.name] ?? chunkFileNames(chunk),
        entryFileNames: (entry) => names[entry.name] ?? entryFileNames,
      };
    },
  };
}
