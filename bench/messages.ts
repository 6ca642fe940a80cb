import { randomText } from '../src/base/ids.ts'
import { writeRequest, writeResponse, type OutgoingMessage } from '../src/wire/jx/index.ts'
import { allOf } from '../test/support/scripted-channel.ts'

const header = { from: 'jx.bench.example', to: 'edi.bench.example', messageId: 'x', timestamp: 'x' }

function document(
  senderId: string,
  receiverId: string,
): Parameters<typeof writeRequest>[0] & { operation: 'PutDocument' } {
  return {
    operation: 'PutDocument',
    header,
    document: {
      messageId: `20260401-${randomText(16)}@bench`,
      senderId,
      receiverId,
      formatType: 'SecondGenEDI',
      documentType: 'Order',
      compressType: '',
    },
  }
}

const block = Buffer.alloc(512 * 1024, 'a business document of some length ')

/** A text of so many bytes. */
export async function* blocks(bytes: number): AsyncGenerator<Uint8Array> {
  for (let left = bytes; left > 0; left -= block.byteLength) {
    yield await Promise.resolve(block.subarray(0, Math.min(left, block.byteLength)))
  }
}

/** A Put of so many bytes, under a messageId of its own. */
export function putMessage(bytes: number, senderId: string, receiverId: string): OutgoingMessage {
  return writeRequest(document(senderId, receiverId), { bytes, chunks: () => blocks(bytes) })
}

export function getMessage(receiverId: string): Promise<Buffer> {
  return allOf(writeRequest({ operation: 'GetDocument', header, receiverId }).chunks())
}

export function confirmMessage(
  messageId: string,
  senderId: string,
  receiverId: string,
): Promise<Buffer> {
  const request = { operation: 'ConfirmDocument', header, messageId, senderId, receiverId } as const
  return allOf(writeRequest(request).chunks())
}

/** What a server answers to a Get, ready made for the bare one. */
export function getResponse(bytes: number): Promise<Buffer> {
  const { document: fields } = document('4900000000019', '4500000000011')
  const response = { operation: 'GetDocument', header, document: fields } as const
  return allOf(writeResponse(response, { bytes, chunks: () => blocks(bytes) }).chunks())
}
