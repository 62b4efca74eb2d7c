// node enter.js PORT PROGRAM [ARGUMENT…]: runs a program in the virtual machine whose door is at this port, as `docker exec` does
// in a container; ends with its exit code, with 125 when the door says nothing.
import { connect } from 'node:net';

const [port, ...argv] = process.argv.slice(2);
const chunks = [];
const socket = connect(Number(port), '127.0.0.1', () =>
  socket.write([argv.length, ...argv].map(word => `${word}\0`).join('')),
);
socket.on('data', chunk => chunks.push(chunk));
socket.on('error', ({ message }) => fail(message));
socket.on('end', () => {
  const answer = Buffer.concat(chunks);
  const head = answer.indexOf(0);
  const body = answer.indexOf(0, head + 1) + 1;
  if (head < 0 || body === 0) return fail('it closed without an answer');
  const end = body + Number(answer.subarray(head + 1, body - 1));
  process.stdout.write(answer.subarray(body, end));
  process.stderr.write(answer.subarray(end));
  process.exitCode = Number(answer.subarray(0, head));
});

function fail(message) {
  process.stderr.write(`the door of the virtual machine: ${message}\n`);
  process.exit(125);
}
