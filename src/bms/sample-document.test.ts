import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SaxesParser } from 'saxes'
import { describe, expect, test } from 'vitest'

import { withCheckDigit } from './check-digit.ts'
import { practiceRetailer, sampleOrder, sampleShipment } from './index.ts'

interface Row {
  readonly path: string
  readonly kind: string
  readonly required: boolean
  readonly length: number
}

const fixtures = join(import.meta.dirname, '..', '..', 'test', 'fixtures', 'bms')

function layout(file: string): Row[] {
  const lines = readFileSync(join(fixtures, file), 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => {
    const [path = '', kind = '', , required, , length = '0'] = line.split('\t')
    return { path, kind, required: required === 'Y', length: Number(length) }
  })
}

/** Paths of a document in the words of the layout, with the values at the leaves. */
function leavesOf(bytes: Uint8Array): { path: string; value: string }[] {
  const leaves: { path: string; value: string }[] = []
  const open: string[] = []
  let text = ''
  const parser = new SaxesParser({ xmlns: true })
  parser.on('opentag', (tag) => {
    open.push(tag.name)
    text = ''
    for (const { name, value } of Object.values(tag.attributes)) {
      if (name.startsWith('xmlns')) continue
      leaves.push({ path: [...open.slice(1), '属性', name].join('/'), value })
    }
  })
  parser.on('text', (piece) => (text += piece))
  parser.on('closetag', () => {
    if (text.trim() !== '') leaves.push({ path: open.slice(1).join('/'), value: text })
    text = ''
    open.pop()
  })
  parser.write(Buffer.from(bytes).toString('utf8')).close()
  return leaves
}

const order = {
  tradeNumber: '1000000001',
  orderDate: new Date('2026-04-01T00:00:00Z'),
  deliveryDate: new Date('2026-04-02T00:00:00Z'),
}

describe.each([
  ['order', sampleOrder(order), 'order-1.3.tsv', 'Order'],
  ['shipment', sampleShipment(order), 'shipment-1.3.tsv', 'Shipment Notification'],
] as const)('a sample %s', (_name, bytes, file, type) => {
  const rows = layout(file)
  const leaves = leavesOf(bytes)

  test('holds only items of the layout, within their lengths', () => {
    for (const { path, value } of leaves) {
      const row = rows.find((one) => one.path === path)
      expect(row, path).toBeDefined()
      if (row !== undefined && row.length > 0)
        expect(value.length, path).toBeLessThanOrEqual(row.length)
    }
  })

  test('has them in the order of the layout', () => {
    const places = leaves
      .filter(({ path }) => !path.includes('属性'))
      .map(({ path }) => rows.findIndex((row) => row.path === path))
    const firstLine = places.slice(
      0,
      places.findIndex((_, at) => (places[at] ?? 0) > (places[at + 1] ?? Infinity)) + 1,
    )
    expect(firstLine).toEqual(firstLine.toSorted((a, b) => a - b))
    expect(firstLine.length).toBeGreaterThan(30)
  })

  test('has every item that is required inside a group that is there', () => {
    const there = new Set(leaves.flatMap(({ path }) => parentsOf(path)))
    const missing = rows
      .filter((row) => row.required && row.kind !== 'record' && there.has(parentOf(row.path)))
      .filter((row) => !there.has(row.path) && !leaves.some(({ path }) => path === row.path))
    expect(missing.map((row) => row.path)).toEqual([])
  })

  test('says what it is in its header', () => {
    const value = (end: string): string | undefined =>
      leaves.find(({ path }) => path.endsWith(end))?.value
    expect(value('sh:Standard')).toBe('SecondGenEDI')
    expect(value('DocumentIdentification/sh:Type')).toBe(type)
  })
})

test('check digits follow the GS1 rule', () => {
  expect(withCheckDigit('490000000001')).toBe('4900000000016')
  expect(practiceRetailer.gln).toMatch(/^29\d{11}$/)
})

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

function parentsOf(path: string): string[] {
  const parents: string[] = []
  for (let one = parentOf(path); one !== ''; one = one.includes('/') ? parentOf(one) : '') {
    parents.push(one)
  }
  return parents
}
