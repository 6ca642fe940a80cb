import type { Page } from 'playwright-core'

import { enqueueDocument } from '../../src/domain/exchange/index.ts'
import { putAlert, setMailServer } from '../../src/domain/alerts/index.ts'
import { addFlow, holdFlow, putCalendar, type FlowInput } from '../../src/domain/flows/index.ts'
import { sendAnswer } from '../../src/domain/slips/index.ts'
import type { Partner, ServerPartner } from '../../src/domain/partners/index.ts'
import type { Station } from '../../src/station/index.ts'
import { writeBms } from '../../src/wire/bms/index.ts'
import { sampleMessage, sampleOrder } from '../../src/wire/bms/sample/index.ts'
import { retailer } from '../support/exchange-context.ts'
import { keepReceived } from '../support/kept-document.ts'
import type { ConsolePage } from './lived-in.ts'
import type { Lived } from './opened-console.ts'

/** A supplier’s morning: orders of two chains, what was received, what is paid. */
export interface Trading extends Lived {
  /** 40 slips of three stores, one of them with an item that the standard does not know. */
  readonly order: string
  /** Its amounts do not agree. */
  readonly faulty: string
  readonly payment: string
}

export const chain: ServerPartner = { ...retailer, name: '架空スーパー' }
const drugstore: ServerPartner = { ...retailer, name: '空想ドラッグ' }
const clerk = { name: '佐藤', via: 'console' } as const
const day = (date: string): Date => new Date(`${date}T00:00:00Z`)

const sample = {
  tradeNumber: '4180231',
  orderDate: day('2026-12-01'),
  deliveryDate: day('2026-12-02'),
  slips: 40,
  lines: 4,
}

export async function trade(station: Station): Promise<Trading> {
  for (const partner of [chain, drugstore]) await station.ledger.partners.add(partner, {})
  await planFlows(station)
  const keep = (partner: Partner, bytes: Uint8Array, documentType = 'Order'): Promise<string> =>
    keepReceived(station, partner, bytes, { documentType })
  const second = { ...sample, tradeNumber: '7700101', slips: 6 }
  const answered = await keep(drugstore, sampleOrder(second))
  const told = { lines: [{ trade: '7700101', line: '1', quantity: '0', reason: '21' }] }
  await sendAnswer(station, clerk, { documentId: answered, told, again: false })
  const of = (kind: 'payment' | 'receiving' | 'return', slips: number): Uint8Array =>
    Buffer.from(writeBms(sampleMessage(kind, { ...sample, tradeNumber: '4170001', slips })))
  const payment = await keep(chain, of('payment', 3), 'Payment Remittance')
  await keep(chain, of('receiving', 28), 'Receiving Advice')
  await keep(chain, of('return', 2), 'Return Notification')
  const wrong = Buffer.from(sampleOrder({ ...sample, tradeNumber: '7700201', slips: 7 }))
  const faulty = await keep(drugstore, Buffer.from(withWrongs(wrong.toString())))
  const text = Buffer.from(sampleOrder(sample)).toString()
  const order = await keep(chain, Buffer.from(withOwnItem(text)))
  await enqueueDocument(station, {
    partner: chain,
    fileName: 'stock.csv',
    documentType: 'Stock',
    chunks: async function* () {
      yield await Promise.resolve(Buffer.from('JAN,stock\r\n'))
    },
  })
  return { order, faulty, payment, close: () => Promise.resolve() }
}

/** The pages of a trade, as the documents show them. */
export function tradingPages({ order }: Trading): readonly ConsolePage[] {
  const paper = (page: Page): Promise<void> => page.locator('.paper-lines').first().waitFor()
  const rows = (page: Page): Promise<void> => page.locator('.table-line').first().waitFor()
  return [
    { name: 'board', path: '/' },
    { name: 'inbox-slips', path: '/inbox', act: rows },
    { name: 'slip', path: `/documents/${order}?slip=2`, act: paper },
    { name: 'picking', path: `/documents/${order}?tab=picking` },
    {
      name: 'answer',
      path: `/documents/${order}/answer`,
      act: async (page) => {
        const first = page.locator('.answer-quantity').first()
        await first.fill('0')
        await page.locator('.answer-reason').selectOption('21')
        await page.locator('.answer-quantity').nth(2).fill('20')
        await page.locator('.side-fault').waitFor()
      },
    },
    { name: 'slips', path: '/slips?deliveryFrom=2026-12-02&deliveryTo=2026-12-02', act: rows },
    {
      name: 'matching',
      path: `/matching?partner=${encodeURIComponent(chain.name)}&closing=2026-11-30`,
      act: async (page) => {
        await page.locator('.match-open').first().click()
        await page.locator('.match-lines').waitFor()
      },
    },
    { name: 'flows', path: '/flows' },
    { name: 'flow', path: `/flows/${encodeURIComponent('発注')}` },
    {
      name: 'flow-edit',
      path: `/flows/${encodeURIComponent('発注')}`,
      act: async (page) => {
        for (const part of [
          /^(?:時刻表を変更|Change: Timetable)$/u,
          /^(?:フォルダーを変更|Change: Folder)$/u,
        ]) {
          await page.getByRole('button', { name: part }).click()
        }
        await page.locator('.next-name').waitFor()
      },
    },
    { name: 'calendars', path: '/calendars?year=2026' },
    { name: 'alerts', path: '/alerts' },
    { name: 'partner-flows', path: `/partners/${encodeURIComponent(chain.name)}/flows` },
  ]
}

/** What the station would do by itself: some of it late, some on hold. */
async function planFlows(station: Station): Promise<void> {
  const kind = (documentType: string): FlowInput['kind'] => ({
    formatType: 'SecondGenEDI',
    documentType,
  })
  const daily = (at: string): FlowInput['timetable'] => ({ rules: [{ days: 'all', at }] })
  const due = (at: string): FlowInput['expectations'] => [{ kind: 'by-time', at, days: 'all' }]
  const every = { minutes: 30, from: '06:00', until: '20:00' }
  const [mine, other] = [{ partner: chain.name }, { partner: drugstore.name }]
  const [receive, send] = [{ direction: 'receive' }, { direction: 'send' }] as const
  const flows: FlowInput[] = [
    {
      ...{ name: '発注', ...mine, ...receive, kind: kind('Order') },
      timetable: daily('06:00,08:00,10:00'),
      folder: {
        kind: 'hand-over',
        path: '/srv/edi/in',
        name: '{partner}_{type}_{day-serial:4}{ext}',
      },
      expectations: due('23:30'),
    },
    {
      ...{ name: '受領', ...mine, ...receive, kind: kind('Receiving Advice') },
      timetable: { rules: [{ days: 'all', every }] },
    },
    {
      ...{ name: '在庫報告', ...other, ...receive, kind: kind('Stock') },
      timetable: daily('00:00'),
      expectations: due('00:01'),
    },
    {
      ...{ name: '出荷', ...mine, ...send, kind: kind('Shipment Notification') },
      timetable: daily('10:50'),
      expectations: due('23:00'),
    },
    { name: '請求', ...other, ...send, kind: kind('Invoice') },
  ]
  for (const flow of flows) await addFlow(station, clerk, flow)
  const newYear = [29, 30, 31].map((date) => ({ month: 12, date }))
  const entries = [...newYear, ...[1, 2, 3].map((date) => ({ month: 1, date }))]
  await putCalendar(station, clerk, {
    ...{ name: '本社', base: 'japan' },
    entries: entries.map((when) => ({ kind: 'closed', name: '年末年始', when })),
  })
  const server = { host: 'smtp.maker.example', port: 587, from: 'edi@maker.example', user: 'edi' }
  await setMailServer(station, clerk, server)
  await putAlert(station, clerk, { name: '受注課', mail: ['order@maker.example'] })
  const webhook = { url: 'https://hooks.chat.example/services/1', shape: 'slack' }
  await putAlert(station, clerk, { name: '当番', webhook, severity: 'fault', flow: '発注' })
  await holdFlow(station, clerk, { name: '請求', hold: { reason: '取引停止' } })
}

/** A day that does not exist, and a sum that is wrong. */
function withWrongs(xml: string): string {
  return xml
    .replace('<deliveryDate>2026-12-02</deliveryDate>', '<deliveryDate>2026-02-30</deliveryDate>')
    .replace(/<itemNetPrice([^>]*)>\d+</u, '<itemNetPrice$1>1<')
}

/** What only this chain sends. */
function withOwnItem(xml: string): string {
  return xml.replace('</tradeSummary>', '<ownCampaign>チラシ 12/5～</ownCampaign></tradeSummary>')
}
