import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  retailer,
  streamOf,
  testContext,
  type TestContext,
} from '../../../test/support/exchange-context.ts'
import { allOf } from '../../../test/support/scripted-channel.ts'
import type { Compression, StationDocument } from './document.ts'
import { enqueueDocument } from './enqueue-document.ts'
import { handOverDocument } from './hand-over-document.ts'
import { saveDocument } from './save-document.ts'
import { damagePayload, largeText } from '../../../test/support/payload-place.ts'

let context: TestContext
beforeEach(async () => {
  context = await testContext()
})
afterEach(() => context.end())

function make(text: string, compress: Compression = 'none'): Promise<StationDocument> {
  return enqueueDocument(context, {
    partner: { ...retailer, compress },
    fileName: 'order.xml',
    documentType: 'Order',
    chunks: streamOf(text),
  })
}

async function bytesOf({ id }: StationDocument): Promise<Buffer> {
  const payload = await context.payloads.open(id)
  const bytes = await allOf(payload.chunks())
  await payload.close()
  return bytes
}

describe('a document that is saved', () => {
  test.each(['none', 'zip', 'gzip'] as const)('is unpacked: %s', async (compress) => {
    const text = '<order>注文</order>'.repeat(1000)
    const { id } = await make(text, compress)
    const { document, chunks } = await saveDocument(context, id)
    expect((await allOf(chunks)).toString()).toBe(text)
    expect(document.content?.bytes).toBe(Buffer.byteLength(text))
  })

  test('comes as it was if it could not be unpacked', async () => {
    const made = await make('no gzip')
    const { content, ...whole } = made
    expect(content).toBeDefined()
    const broken = { ...whole, id: 'D-260401-BROKEN', messageId: 'm2', compressType: 'gzip' }
    const draft = await context.payloads.draft()
    await draft.write(Buffer.from('no gzip'))
    await draft.finish()
    await context.ledger.documents.keep({ ...broken, state: 'quarantined' }, draft.inRow)
    const { chunks } = await saveDocument(context, broken.id)
    expect((await allOf(chunks)).toString()).toBe('no gzip')
  })

  test('holds nothing open that is not read, and nothing after that', async () => {
    const { id } = await make('<order/>'.repeat(100_000))
    let open = 0
    const { payloads } = context
    const counting = {
      ...payloads,
      open: async (one: string) => {
        const payload = await payloads.open(one)
        open += 1
        const close = (): Promise<void> => {
          open -= 1
          return payload.close()
        }
        return { ...payload, close }
      },
    }
    const { chunks } = await saveDocument({ ...context, payloads: counting }, id)
    expect(open).toBe(0)
    for await (const chunk of chunks) {
      expect([chunk.byteLength > 0, open]).toEqual([true, 1])
      break
    }
    expect(open).toBe(0)
  })

  test('is refused by name if there is none', async () => {
    await expect(saveDocument(context, '../../etc/passwd')).rejects.toMatchObject({
      fault: 'document-unknown',
    })
  })
})

describe('a document that is handed over', () => {
  test('has one file, with its kind and id, however often it is repeated', async () => {
    const folder = mkdtempSync(join(context.home, 'into-'))
    const document = await make('<order/>', 'gzip')
    const path = await handOverDocument(context, document, folder)
    expect(await handOverDocument(context, document, folder)).toBe(path)
    expect(readdirSync(folder)).toEqual([`Order_${document.id}.xml`])
    expect(readFileSync(path, 'utf8')).toBe('<order/>')
    const found = await context.ledger.documents.find(document.id)
    expect(found).toMatchObject({ handedOver: { to: path }, state: document.state })
  })

  test('is not noted as handed over when the folder is gone', async () => {
    const folder = mkdtempSync(join(context.home, 'into-'))
    const document = await make('<order/>')
    rmSync(folder, { recursive: true })
    await expect(handOverDocument(context, document, folder)).rejects.toMatchObject({
      fault: 'hand-over-failed',
    })
    expect((await context.ledger.documents.find(document.id))?.handedOver).toBeUndefined()
  })
})

describe('a document whose stored bytes have changed', () => {
  test.each([
    ['none', ''],
    ['zip', ''],
    ['gzip', ''],
    ['none', largeText],
  ] as const)('is neither saved nor handed over: %s', async (compress, more) => {
    const document = await make(`<order/>${more}`, compress)
    // As good a document as the first, of the same length, with right checksums of its own.
    const other = await make(`<ordeR/>${more}`, compress)
    damagePayload(context.home, document.id, await bytesOf(other))
    const folder = mkdtempSync(join(context.home, 'into-'))
    const damaged = { fault: 'payload-damaged', params: { document: document.id } }
    const { chunks } = await saveDocument(context, document.id)
    await expect(allOf(chunks)).rejects.toMatchObject(damaged)
    await expect(handOverDocument(context, document, folder)).rejects.toMatchObject(damaged)
    expect(readdirSync(folder)).toEqual([])
  })
})
