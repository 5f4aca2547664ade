/** Author, source and licence of a picture, as IMAGES.csv states them. */
export interface ImageCredit {
  file: string;
  title: string;
  author: string;
  licence: string;
  sourceUrl: string;
}

/** Reads IMAGES.csv: commas, double quotes around fields that hold one. Throws where a row lacks a column. */
export function readImagesCsv(text: string): ImageCredit[] {
  const [head = [], ...rows] = text.trim().split(/\r?\n/).map(fieldsOf);
  return rows.map((row) => {
    const field = (name: string): string => {
      const value = row[head.indexOf(name)];
      if (value === undefined) throw new Error(`IMAGES.csv: ${row[0]} has no ${name}`);
      return value;
    };
    return {
      file: field('file'),
      title: field('title'),
      author: field('author'),
      licence: field('licence_as_stated'),
      sourceUrl: field('image_source'),
    };
  });
}

function fieldsOf(line: string): string[] {
  const fields = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...fields].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}
