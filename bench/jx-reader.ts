/**
 * How fast the JX reader and writer are on their own, without HTTP, TLS or disk.
 *
 * Prints one JSON line: µs for one Put of 10 KB, MB/s of payload for one of 256 MiB.
 */
import {
  readRequest,
  writeRequest,
  type JxRequest,
  type OutgoingMessage,
  type PayloadSource,
} from '../src/wire/jx/index.ts'

const small = 10 * 1024
const large = 256 * 2 ** 20
const rounds = 5000
const limits = { envelopeBytes: 64 * 1024, documentBytes: 2 * large }

const put: JxRequest = {
  operation: 'PutDocument',
  header: {
    from: 'jx.maker.example',
    to: 'edi.retailer.example',
    messageId: '20260401093005-5b1e0c7a@jx.maker.example',
    timestamp: '2026-04-01T00:30:05',
  },
  document: {
    messageId: '20260401093005-5b1e0c7a@jx.maker.example',
    senderId: '4500000000011',
    receiverId: '4900000000019',
    formatType: 'SecondGenEDI',
    documentType: 'Shipment Notification',
    compressType: '',
  },
}

const block = Buffer.alloc(256 * 1024, 'a business document of some length ')

function payloadOf(bytes: number): PayloadSource {
  return {
    bytes,
    async *chunks() {
      for (let left = bytes; left > 0; left -= block.byteLength) {
        yield await Promise.resolve(block.subarray(0, Math.min(left, block.byteLength)))
      }
    },
  }
}

async function* oneByOne(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk)
}

async function read(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0
  const payload = {
    write: (chunk: Uint8Array): void => {
      bytes += chunk.byteLength
    },
  }
  await readRequest(chunks, { charset: 'utf-8', limits, payload })
  return bytes
}

async function drain(message: OutgoingMessage): Promise<number> {
  let bytes = 0
  for await (const chunk of message.chunks()) bytes += chunk.byteLength
  return bytes
}

/** Milliseconds of the work, after half as many rounds to warm up. */
async function timed(times: number, work: () => Promise<unknown>): Promise<number> {
  for (let round = 0; round < times / 2; round += 1) await work()
  const start = performance.now()
  for (let round = 0; round < times; round += 1) await work()
  return (performance.now() - start) / times
}

/** The large message cut as a socket would, made once for all rounds. */
async function largeMessage(): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = []
  const size = 64 * 1024
  for await (const chunk of writeRequest(put, payloadOf(large / 4)).chunks()) {
    for (let at = 0; at < chunk.byteLength; at += size) pieces.push(chunk.subarray(at, at + size))
  }
  return pieces
}

const smallChunks: Uint8Array[] = []
for await (const chunk of writeRequest(put, payloadOf(small)).chunks()) smallChunks.push(chunk)
const megabytes = (bytes: number, milliseconds: number): number =>
  Math.round(bytes / 1000 / milliseconds)
const rounded = (milliseconds: number): number => Math.round(milliseconds * 10_000) / 10

const readSmall = await timed(rounds, () => read(oneByOne(smallChunks)))
const writeSmall = await timed(rounds, () => drain(writeRequest(put, payloadOf(small))))
const pieces = await largeMessage()
const readLarge = await timed(4, () => read(oneByOne(pieces)))
const writeLarge = await timed(1, () => drain(writeRequest(put, payloadOf(large))))
const writtenAndRead = await timed(1, () => read(writeRequest(put, payloadOf(large)).chunks()))

console.log(
  JSON.stringify({
    readPut10KbMicroseconds: rounded(readSmall),
    writePut10KbMicroseconds: rounded(writeSmall),
    readMegabytesPerSecond: megabytes(large / 4, readLarge),
    writeMegabytesPerSecond: megabytes(large, writeLarge),
    writtenAndReadMegabytesPerSecond: megabytes(large, writtenAndRead),
  }),
)
