import { hash } from 'node:crypto'
import { systemClock } from '../../src/base/clock.ts'
import { randomText } from '../../src/base/ids.ts'
import { openJxChannel, type JxChannelOrder } from '../../src/adapters/channels/jx/index.ts'
import {
  CallFailure,
  noSteps,
  type Channel,
  type StationDocument,
  type StoredPayload,
} from '../../src/domain/exchange/index.ts'
import type { ServerPartner } from '../../src/domain/partners/index.ts'
import { writeResponse, type JxResponse } from '../../src/wire/jx/index.ts'
import { retailer } from './exchange-context.ts'
import { allOf } from './scripted-channel.ts'

/** A channel to a server on this machine. */
export function openChannel(
  port: number,
  partner: Partial<ServerPartner> = {},
  order: Partial<JxChannelOrder> = {},
): Channel {
  return openJxChannel({
    partner: { ...retailer, url: `http://127.0.0.1:${port}/jx`, ...partner },
    secrets: {},
    clock: systemClock,
    random: randomText,
    steps: noSteps,
    limits: { documentBytes: 2 ** 20, minimumRate: 1, rateWindowSeconds: 60 },
    ...order,
  })
}

/** A document to send; only what the wire shows is of interest. */
export function shipmentOf(bytes: Uint8Array | string): StationDocument {
  const kept = { bytes: Buffer.from(bytes).byteLength, sha256: hash('sha256', bytes) }
  return { ...shipment, wire: kept }
}

const shipment: StationDocument = {
  id: 'D-1',
  box: 'outbox',
  partner: retailer.name,
  state: 'waiting',
  messageId: 'm-1@jx.maker.example',
  senderId: retailer.ownId,
  receiverId: retailer.partnerId,
  formatType: 'SecondGenEDI',
  documentType: 'Shipment Notification',
  compressType: '',
  wire: { bytes: 0, sha256: '' },
  createdAt: new Date(0),
  changedAt: new Date(0),
}

export function payloadOf(bytes: Uint8Array | string): StoredPayload {
  const buffer = Buffer.from(bytes)
  return {
    bytes: buffer.byteLength,
    read: (position, length) => Promise.resolve(buffer.subarray(position, position + length)),
    chunks: async function* () {
      yield await Promise.resolve(buffer)
    },
    passing: () => inOneBuffer(buffer),
    close: () => Promise.resolve(),
  }
}

/** Chunks of these lengths in turn, all in one buffer: what is not read at once is gone. */
export async function* inOneBuffer(
  bytes: Uint8Array,
  lengths: readonly number[] = [1000],
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(bytes.byteLength)
  for (let at = 0, turn = 0; at < bytes.byteLength; turn += 1) {
    const chunk = bytes.subarray(at, at + (lengths[turn % lengths.length] ?? 1))
    buffer.set(chunk)
    yield await Promise.resolve(buffer.subarray(0, chunk.byteLength))
    buffer.fill(0x3f, 0, chunk.byteLength)
    at += chunk.byteLength
  }
}

export type Operation = 'put' | 'get' | 'confirm'

/** How a call ended, in one line's worth of facts. */
export interface Ended {
  /** The kind of the answer, or the outcome of the failure. */
  readonly outcome: string
  readonly fault?: string
  readonly failure?: CallFailure
  /** What a Get wrote. */
  readonly payload: Buffer
  readonly envelope?: unknown
}

/** Makes one call and tells how it ended. */
export async function endOf(
  channel: Channel,
  operation: Operation,
  bytes: Uint8Array | string = '<shipment/>',
): Promise<Ended> {
  const written: Uint8Array[] = []
  const sink = {
    write: (chunk: Uint8Array): void => {
      written.push(Buffer.from(chunk))
    },
  }
  try {
    const answer = await calls[operation](channel, sink, bytes)
    return { outcome: answer.kind, payload: Buffer.concat(written), ...envelopeOf(answer) }
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    const { outcome, fault } = error
    return { outcome, fault: fault.fault, failure: error, payload: Buffer.concat(written) }
  }
}

const calls = {
  put: (channel: Channel, _sink: unknown, bytes: Uint8Array | string) =>
    channel.put(shipmentOf(bytes), payloadOf(bytes)),
  get: (channel: Channel, sink: { write(chunk: Uint8Array): void }) => channel.get(undefined, sink),
  confirm: (channel: Channel) => channel.confirm(shipment),
}

function envelopeOf(answer: object): { envelope?: unknown } {
  return 'envelope' in answer ? { envelope: answer.envelope } : {}
}

const header = { from: 'a', to: 'b', messageId: 'r@a', timestamp: '2026-04-01T00:30:05' }

/** The bytes of a good answer to each operation. */
export async function goodAnswer(
  operation: Operation,
  payload: Uint8Array | string = '<order/>',
): Promise<Buffer> {
  const responses: Record<Operation, JxResponse> = {
    put: { operation: 'PutDocument', header, result: true },
    confirm: { operation: 'ConfirmDocument', header, result: true },
    get: {
      operation: 'GetDocument',
      header,
      document: {
        messageId: 'o-1@edi.retailer.example',
        senderId: retailer.partnerId,
        receiverId: retailer.ownId,
        formatType: 'SecondGenEDI',
        documentType: 'Order',
        compressType: '',
      },
    },
  }
  return allOf(writeResponse(responses[operation], payloadOf(payload)).chunks())
}

/** Framings of an answer; those without a length end with the connection. */
export const framings = {
  'Content-Length': (body: Buffer, length = body.byteLength): Buffer =>
    Buffer.concat([head(`Content-Length: ${length}\r\n`), body]),
  chunked: (body: Buffer): Buffer =>
    Buffer.concat([
      head('Transfer-Encoding: chunked\r\n'),
      Buffer.from(`${body.byteLength.toString(16)}\r\n`),
      body,
      Buffer.from('\r\n0\r\n\r\n'),
    ]),
  'chunked, to be closed': (body: Buffer): Buffer =>
    Buffer.concat([
      head('Transfer-Encoding: chunked\r\nConnection: close\r\n'),
      Buffer.from(`${body.byteLength.toString(16)}\r\n`),
      body,
      Buffer.from('\r\n0\r\n\r\n'),
    ]),
  'no length': (body: Buffer): Buffer => Buffer.concat([head('Connection: close\r\n'), body]),
  'HTTP/1.0': (body: Buffer): Buffer =>
    Buffer.concat([Buffer.from(head('').toString().replace('HTTP/1.1', 'HTTP/1.0')), body]),
} as const

function head(fields: string): Buffer {
  return Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\n${fields}\r\n`)
}
