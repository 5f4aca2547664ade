// Plain Socket.IO: one room, one emit per event, or per MERGE_MS where that is set. Nothing to resume from, no cut of
// slow readers.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { feedOnDemand } from './feed.ts';

const http = createServer((_, response) => response.end());
const server = new Server(http, { transports: ['websocket'], serveClient: false });
const lots = server.of('/lots');
lots.on('connection', (socket) => {
  socket.on('watch', (_request: unknown, answer: (said: object) => void) => {
    void socket.join('hot');
    answer({ ok: true });
  });
});

const mergeMs = Number(process.env['MERGE_MS'] ?? 0);
let waiting: object[] = [];

function send(event: object): void {
  if (mergeMs === 0) return void lots.to('hot').emit('bid', event);
  if (waiting.push(event) > 1) return;
  setTimeout(() => {
    lots.to('hot').emit('bid', { from: (waiting[0] as { version: number }).version, events: waiting });
    waiting = [];
  }, mergeMs);
}

feedOnDemand(send, () => {
  const [last] = lots.sockets.values();
  return last ? bytesBehind(last.conn as unknown as Waiting) : 0;
});
http.listen(Number(process.env['PORT']), 'localhost');

interface Waiting {
  writeBuffer: { data: string }[];
  transport: { socket: { bufferedAmount: number } };
}

function bytesBehind({ writeBuffer, transport }: Waiting): number {
  return writeBuffer.reduce((sum, { data }) => sum + data.length, transport.socket.bufferedAmount);
}
