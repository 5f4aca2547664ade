import type { AsyncApi, Operation } from './async-api.ts';
import { PAGE_STYLE } from './events-page.style.ts';
import { escapeHtml, shapeOf } from './shape.ts';

/** The AsyncAPI document as a page to read. It needs no script. */
export function eventsPage(document: AsyncApi): string {
  const { host, protocol, description } = document.servers['house'] as Record<string, string>;
  const channels = Object.entries(document.channels);
  const origin = escapeHtml(`${protocol === 'wss' ? 'https' : 'http'}://${host}`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Rostrum · Events</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<p class="label"><a href="/api/docs">HTTP API</a> · <a href="/api/asyncapi.json">asyncapi.json</a> · <a href="/">To the house</a></p>
<h1>Events</h1>
${prose(String(document.info['description']))}
${prose(description ?? '')}
<pre><code>import { io } from 'socket.io-client';

const lots = io('${origin}/lots', {
  transports: ['websocket'],
  extraHeaders: { origin: '${origin}' }, // outside a browser
});
lots.on('lot.events', ({ lotId, from, events }) =&gt; …);
const answer = await lots.emitWithAck('watch', { house: true });</code></pre>
</header>
<nav aria-label="Channels"><ul>
${channels.map(([key, { address, title }]) => `<li><a href="#${key}"><code>${escapeHtml(address)}</code> ${escapeHtml(title)}</a></li>`).join('\n')}
<li><a href="#shapes">Shapes</a></li>
</ul></nav>
<main>
${channels.map(([key]) => channelPart(document, key)).join('\n')}
<section id="shapes" aria-labelledby="shapes-title">
<h2 id="shapes-title">Shapes</h2>
${Object.entries(document.components.schemas)
  .map(
    ([name, schema]) => `<article id="${name}"><h3><code>${name}</code></h3>
<pre tabindex="0"><code>${shapeOf(schema)}</code></pre></article>`,
  )
  .join('\n')}
</section>
</main>
</body>
</html>
`;
}

function channelPart(document: AsyncApi, key: string): string {
  const { address, title, description } = document.channels[key]!;
  const own = Object.values(document.operations).filter(({ channel }) => channel.$ref === `#/channels/${key}`);
  const part = (heading: string, action: Operation['action']): string => {
    const operations = own.filter((operation) => operation.action === action);
    return `<h3>${heading}</h3>\n${operations.map((operation) => operationPart(document, key, operation)).join('\n')}`;
  };
  return `<section id="${key}" aria-labelledby="${key}-title">
<h2 id="${key}-title"><code>${escapeHtml(address)}</code> ${escapeHtml(title)}</h2>
${prose(description)}
${part('The house sends', 'send')}
${part('A client sends', 'receive')}
</section>`;
}

function operationPart(document: AsyncApi, key: string, operation: Operation): string {
  const { title, summary, reply, security } = operation;
  const { messages } = document.channels[key]!;
  const marks = [operation['x-sent-as'], security ? 'signed in' : undefined].filter((mark) => mark !== undefined);
  const shape = (name: string): string => `<pre tabindex="0"><code>${shapeOf(messages[name]!.payload)}</code></pre>`;
  const refusals = operation['x-refusals'] ?? [];
  return `<article id="${key}.${title}">
<h4><code>${escapeHtml(title)}</code>${marks.map((mark) => ` <span class="mark">${mark}</span>`).join('')}</h4>
${prose(summary)}
${shape(title)}${
    reply
      ? `\n<p class="label">Answer</p>\n${shape(`${title}.answer`)}
<p class="label">Refusals: ${refusals.map((code) => `<code>${code}</code>`).join(', ')}</p>`
      : ''
  }
</article>`;
}

/** Paragraphs, one list of lines with a dash, and code in backticks: as much of CommonMark as the document uses. */
function prose(text: string): string {
  const inline = (part: string): string => escapeHtml(part).replace(/`([^`]+)`/g, '<code>$1</code>');
  return text
    .split('\n\n')
    .map((part) =>
      part.startsWith('- ')
        ? `<ul>${part
            .split('\n')
            .map((line) => `<li>${inline(line.slice(2))}</li>`)
            .join('')}</ul>`
        : `<p>${inline(part)}</p>`,
    )
    .join('\n');
}
