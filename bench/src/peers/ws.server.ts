// Plain ws: one JSON text per event, sent in a loop over all sockets. No rooms, no acks, no versions to resume from.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { feedOnDemand } from './feed.ts';

const http = createServer((_, response) => response.end());
const server = new WebSocketServer({ server: http });

feedOnDemand(
  (event) => {
    const text = JSON.stringify(event);
    for (const socket of server.clients) socket.send(text);
  },
  () => {
    const [first] = server.clients;
    return first?.bufferedAmount ?? 0;
  },
);
http.listen(Number(process.env['PORT']), 'localhost');
