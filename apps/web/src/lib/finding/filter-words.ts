import { createContext } from 'svelte';
import type { FilterMessages } from '#lib/messages/shape.ts';

/** The words of the filters, for every component below a page that filters lots. */
export const [useFilterWords, provideFilterWords] = createContext<FilterMessages>();
