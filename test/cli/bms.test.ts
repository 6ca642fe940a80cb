import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { sampleMessage, type SampleOrder } from '../../src/wire/bms/sample/index.ts'
import { writeBms, type MessageKindName } from '../../src/wire/bms/index.ts'
import { type, words, type Outcome } from './terminal.ts'

const root = mkdtempSync(join(tmpdir(), 'hikyaku-bms-'))

const order: SampleOrder = {
  tradeNumber: '1000000001',
  orderDate: new Date('2026-12-01T00:00:00Z'),
  deliveryDate: new Date('2026-12-02T00:00:00Z'),
}

function sample(kind: MessageKindName, changes: Partial<SampleOrder> = {}): string {
  return writeBms(sampleMessage(kind, { ...order, ...changes }))
}

function run(line: string, stdin = ''): Promise<Outcome> {
  return type(words(line), { directory: root, stdin })
}

beforeAll(() => {
  writeFileSync(join(root, 'order.xml'), sample('order'))
  writeFileSync(join(root, 'many.xml'), sample('order', { slips: 40 }))
  writeFileSync(join(root, 'payment.xml'), sample('payment'))
  writeFileSync(join(root, 'junk.xml'), 'A,B,C')
  const short = sample('shipment', { shortLine: 2 })
  writeFileSync(join(root, 'short.xml'), short)
  const broken = short
    .replace(/<reasonCode>21<\/reasonCode>/, '<reasonCode>00</reasonCode>')
    .replace(/<orderDate>.*<\/orderDate>/, '<orderDate>2026-02-30</orderDate>')
    .replace(/unitPrice="248.00"/, 'unitPrice="２４８"')
  writeFileSync(join(root, 'broken.xml'), broken)
})
afterAll(() => {
  rmSync(root, { recursive: true, force: true })
})

describe('bms show', () => {
  test('shows a slip as paper does, in Japanese', async () => {
    const { stdout, status } = await run('--lang ja bms show order.xml')
    expect(status).toBe(0)
    expect(stdout).toMatch(/■ 発注 {2}伝票番号 1000000001/)
    expect(stdout).toMatch(/最終納品先 +練習スーパー本店 \(001\)/)
    expect(stdout).toMatch(/最終納品先納品日 +2026\/12\/02（水）/)
    expect(stdout).toMatch(/税区分 +原価外税・売価外税 \(05\)/)
    expect(stdout).toMatch(/商品コード（発注用） +商品名 +.*原単価 +原価金額/)
    expect(stdout).toMatch(/練習しょうゆ　１Ｌ/)
    expect(stdout).toMatch(/原価金額合計 +[\d,]+/)
  })

  test('shows a slip in English', async () => {
    const { stdout } = await run('--lang en bms show order.xml')
    expect(stdout).toMatch(/■ Order {2}Slip number 1000000001/)
    expect(stdout).toMatch(/Delivery date to receiver +2026-12-02 \(Wed\)/)
    expect(stdout).toMatch(/Cost and price without tax \(05\)/)
  })

  test('lists many slips, and shows the one that is asked for', async () => {
    const list = await run('--lang ja bms show many.xml')
    expect(list.stdout).toMatch(/伝票枚数 +40/)
    expect(list.stdout).toMatch(/1000000040 +練習スーパー本店 \(001\)/)
    expect(list.stdout).not.toContain('■')
    const one = await run('--lang ja bms show many.xml --slip 1000000023')
    expect(one.stdout).toContain('伝票番号 1000000023')
    const none = await run('--lang ja bms show many.xml --slip 7')
    expect([none.status, none.stderr]).toEqual([3, expect.stringContaining('20191106')])
  })

  test('shows a notice of payment with its rows', async () => {
    const { stdout } = await run('--lang ja bms show payment.xml')
    expect(stdout).toMatch(/■ 支払/)
    expect(stdout).toMatch(/仕入明細 \(1001\)/)
  })

  test('gives the slips as JSON, one a line', async () => {
    const { stdout } = await run('--json bms show many.xml')
    const slips = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { number: string })
    expect(slips).toHaveLength(40)
    expect(slips[0]).toMatchObject({ kind: 'order', number: '1000000001' })
  })

  test('says of a file that is no such document what it is', async () => {
    const { stderr, status } = await run('--lang ja bms show junk.xml')
    expect([status, stderr]).toEqual([4, expect.stringContaining('XML として読めません')])
    expect((await run('--lang ja bms show nothere.xml')).status).toBe(3)
  })
})

describe('bms check', () => {
  test('ends with 0 where nothing is wrong, from a file or stdin', async () => {
    expect((await run('--lang ja bms check short.xml')).stdout).toContain('誤りはありません')
    const { status } = await run('--lang ja bms check -', sample('receiving'))
    expect(status).toBe(0)
  })

  test('tells all that is wrong at once, by item, value and remedy, and ends with 4', async () => {
    const { stdout, stderr, status } = await run('--lang ja bms check broken.xml')
    expect(status).toBe(4)
    expect(stderr).toContain('20191105')
    expect(stdout).toMatch(/⬣ 誤り: 項目「発注日」が正しい日付ではありません: 2026-02-30/)
    expect(stdout).toMatch(/⬣ 誤り: 項目「原単価」が数値（全 11,2 桁）ではありません: ２４８/)
    expect(stdout).toMatch(/⬣ 誤り: 出荷数と欠品区分が合いません（欠品区分: 00）/)
    expect(stdout).toMatch(/伝票番号 1000000001 {2}\d+ 行目 {2}shipment\[1\]\/lineItem\[2\]/)
    expect(stdout).toMatch(/対応方法: 実在する日付を/)
  })

  test('gives each finding as JSON', async () => {
    const { stdout } = await run('--json --lang en bms check broken.xml')
    const rules = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { rule: string }).rule)
    expect(rules.toSorted()).toEqual(['date', 'decimal', 'shortage-unexplained'])
  })
})

describe('bms convert', () => {
  test('goes to CSV and back, in the direction the input shows', async () => {
    const out = await run('--lang ja bms convert many.xml --layout flat --to many.csv')
    expect([out.status, out.stdout]).toEqual([0, '40 枚の伝票を many.csv に変換しました。\n'])
    expect((await run('bms convert many.csv --layout flat --to again.xml')).status).toBe(0)
    expect((await run('--lang ja bms check again.xml')).status).toBe(0)
    expect((await run('bms convert again.xml --layout flat --to again.csv')).status).toBe(0)
    const [first, second] = ['many.csv', 'again.csv'].map((name) => readFileSync(join(root, name)))
    expect(second!.equals(first!)).toBe(true)
  })

  test('writes nothing where something is wrong, and says what', async () => {
    writeFileSync(join(root, 'bad.csv'), readFileSync(join(root, 'order.xml')).subarray(0, 900))
    const { status, stdout, stderr } = await run(
      '--lang ja bms convert bad.csv --layout flat --to bad.out',
    )
    expect([status, stderr]).toEqual([4, expect.stringContaining('20191109')])
    expect(stdout).toContain('XML として読めません')
    expect(existsSync(join(root, 'bad.out'))).toBe(false)
  })

  test('never writes over a file, and names the layouts it knows', async () => {
    expect((await run('bms convert order.xml --layout flat --to short.xml')).status).toBe(3)
    const { stderr } = await run('--lang en bms convert order.xml --layout x --to y.csv')
    expect(stderr).toContain('flat, full, records, jca-order')
    const { stdout } = await run('--lang ja bms layout')
    expect(stdout).toMatch(/jca-order +発注 JCA 128 バイト/)
  })

  test('takes a layout from a file', async () => {
    const { stdout } = await run('bms layout jca-order')
    writeFileSync(join(root, 'own.json'), stdout)
    writeFileSync(join(root, 'nine.xml'), sample('order', { tradeNumber: '100000001' }))
    const { status } = await run('bms convert nine.xml --layout own.json --to order.jca')
    expect(status).toBe(0)
    expect(readFileSync(join(root, 'order.jca')).byteLength).toBe(5 * 128)
  })
})

describe('bms answer', () => {
  test('writes a shipment that breaks no rule, with what is short', async () => {
    const done = await run(
      '--lang ja bms answer many.xml --short 1000000002/1=6:21 --to answer.xml',
    )
    expect([done.status, done.stdout]).toEqual([
      0,
      '40 枚の伝票に回答する出荷を answer.xml に書き出しました。\n',
    ])
    expect((await run('--lang ja bms check answer.xml')).stdout).toContain('（警告 0 件）')
    const { stdout } = await run('--lang ja bms show answer.xml --slip 1000000002')
    expect(stdout).toContain('納入者品切（取引先責） (21)')
  })

  test('refuses what the retailer would refuse', async () => {
    const { status, stdout } = await run(
      '--lang ja bms answer many.xml --short 1000000002/1=6 --to n.xml',
    )
    expect([status, stdout]).toEqual([4, expect.stringContaining('出荷数と欠品区分が合いません')])
    expect(existsSync(join(root, 'n.xml'))).toBe(false)
    const other = await run('--lang ja bms answer payment.xml --to n.xml')
    expect([other.status, other.stderr]).toEqual([3, expect.stringContaining('20191110')])
  })
})

describe('bms search', () => {
  test('finds slips in the documents that were kept', async () => {
    await run('init')
    const ids = '--own-id 4500000000011 --partner-id 4900000000019'
    await run(`partner add retailer --jx-server https://localhost/jx ${ids}`)
    await run('send retailer many.xml --document-type Order --queue')
    const found = await run('--lang ja bms search --number 1000000023')
    expect(found.stdout).toMatch(/1000000023 +order +retailer +練習スーパー駅前店 \(002\)/)
    const store = await run('--json bms search --store 003 --delivery-from 2026-12-02 --limit 100')
    expect(store.stdout.trim().split('\n')).toHaveLength(13)
    const anew = await run('--lang ja bms index --anew')
    expect(anew.stdout).toBe('1 件の文書から 40 枚の伝票を索引に加えました。\n')
    expect((await run('--lang ja bms search --amount-to 1')).stdout).toContain(
      '該当するものはありません',
    )
  })
})
