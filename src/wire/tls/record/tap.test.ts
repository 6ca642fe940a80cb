import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { rawServer } from '../../../../test/support/raw-server.ts'
import { HandshakeRecorder } from './recorder.ts'
import { Tap } from './tap.ts'

test('what lies there is read before a request meets a closed door', async () => {
  const server = await rawServer(({ tcp }) => {
    tcp.once('data', () => tcp.end('alert', () => tcp.destroy()))
  })
  const socket = connect(server.port, '127.0.0.1')
  await once(socket, 'connect')
  const recorder = new HandshakeRecorder({
    ...{ role: 'client', peer: 'localhost:443', host: 'localhost' },
    ...{ versions: ['TLSv1.3'], ownChain: [] },
  })
  const tap = new Tap(socket, recorder, 'client')
  const ended = new Promise((resolve) => tap.once('close', resolve))
  let read = ''
  tap.on('error', () => undefined).on('data', (chunk: Buffer) => (read += chunk.toString()))
  tap.write('hello')
  await new Promise(setImmediate)
  recorder.done({ peerChain: [] })
  // Nothing is read meanwhile: the answer and the end of the connection lie in the system.
  for (const piece of ['head', 'body', 'more']) {
    pause(60)
    tap.write(piece)
  }
  await ended
  expect(read).toBe('alert')
  await server.close()
})

function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
