import { describe, expect, it } from 'vitest';
import { readEcb } from './ecb.ts';
import { missing, recorded } from './recordings.testing.ts';

const NOW = Date.parse('2026-04-13T16:00:00Z');

/** A file as the bank writes it. */
function file(rates: string, day = "time='2026-04-13'"): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender><gesmes:name>European Central Bank</gesmes:name></gesmes:Sender>
	<Cube>
		<Cube ${day}>
			${rates}
		</Cube>
	</Cube>
</gesmes:Envelope>`;
}
const USD = "<Cube currency='USD' rate='1.1684'/>";

describe('the file of the bank', () => {
  it('gives rates with their day, as they are written', () => {
    const jpy = "<Cube currency='JPY' rate='186.750'/>";
    const at = Date.parse('2026-04-13T00:00:00Z');
    expect(readEcb(file(USD + jpy), NOW)).toEqual([
      { currency: 'USD', rate: '1.1684', at, day: '2026-04-13' },
      { currency: 'JPY', rate: '186.750', at, day: '2026-04-13' },
    ]);
    expect(readEcb(file(USD), NOW)).toHaveLength(1);
  });

  it.each([
    ['a decimal comma', "<Cube currency='GBP' rate='1,1476'/>"],
    ['nought', "<Cube currency='GBP' rate='0.0000'/>"],
    ['less than nought', "<Cube currency='GBP' rate='-1.2'/>"],
    ['no rate', "<Cube currency='GBP'/>"],
    ['a gap', "<Cube currency='GBP' rate='N/A'/>"],
    ['an exponent', "<Cube currency='GBP' rate='1e3'/>"],
    ['spaces', "<Cube currency='GBP' rate=' 1.2 '/>"],
    ['a rate beyond all measure', "<Cube currency='GBP' rate='1234567890123'/>"],
    ['an entity', "<Cube currency='GBP' rate='&#49;'/>"],
    ['no name', "<Cube rate='1.2'/>"],
    ['a bad name', "<Cube currency='gbp' rate='1.2'/>"],
    ['the base', "<Cube currency='EUR' rate='1'/>"],
    ['a currency twice', USD],
    ['half an element', "<Cube currency='GBP'"],
  ])('is refused as a whole for %s', (_, bad) => {
    expect(() => readEcb(file(USD + bad), NOW)).toThrow(expect.objectContaining({ fault: 'malformed' }));
  });

  it.each([
    ['of a day to come', "time='2026-04-15'", 'malformed'],
    ['of a day that is none', "time='2026-02-30'", 'malformed'],
    ['of a day in words', "time='13 April 2026'", 'malformed'],
    ['of no day', '', 'malformed'],
    ['of last week', "time='2026-04-06'", 'outdated'],
  ])('is refused where it is %s', (_, day, fault) => {
    expect(() => readEcb(file(USD, day), NOW)).toThrow(expect.objectContaining({ fault }));
  });

  it('is taken on the day before its own, as it is tomorrow already in the east', () => {
    expect(readEcb(file(USD, "time='2026-04-14'"), NOW)).toHaveLength(1);
  });

  it('is taken after Easter, when the last one is of the Thursday before', () => {
    const easter = Date.parse('2026-04-07T13:00:00Z');
    expect(readEcb(file(USD, "time='2026-04-02'"), easter)).toHaveLength(1);
  });

  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html><title>Moved</title><p>Our site is being mended.'],
    ['another file', '<a><b/></a>'],
    ['no rates', file('')],
    ['a file that was cut', file(USD).slice(0, -40)],
    ['many days', file(USD).replace('</Cube>\n\t</Cube>', `</Cube><Cube time='2026-04-10'>${USD}</Cube></Cube>`)],
  ])('is refused where it is %s', (_, text) => {
    expect(() => readEcb(text, NOW)).toThrow(expect.objectContaining({ fault: 'malformed' }));
  });
});

const daily = 'fx/eurofxref-daily-2021-12-14.xml';
describe.skipIf(missing(daily))(`a recorded file${missing(daily)}`, () => {
  const then = Date.parse('2021-12-14T16:00:00Z');

  it('is read', () => {
    const quotes = readEcb(recorded(daily), then);
    expect(quotes).toHaveLength(32);
    expect(quotes.find(({ currency }) => currency === 'PLN')).toMatchObject({ rate: '4.6300', day: '2021-12-14' });
  });

  it('is refused once its decimals have commas, and once it is old', () => {
    const damaged = recorded(daily).replaceAll(/rate='(\d+)\.(\d+)'/g, "rate='$1,$2'");
    expect(damaged).toContain("rate='1,1309'");
    expect(() => readEcb(damaged, then)).toThrow(expect.objectContaining({ fault: 'malformed' }));
    expect(() => readEcb(recorded(daily), NOW)).toThrow(expect.objectContaining({ fault: 'outdated' }));
  });
});
