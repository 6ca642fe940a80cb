import { systemClock } from '../../base/clock.ts'
import type { Language } from '../../errors/index.ts'
import { compareEnds, play, type Pair, type Played } from './demo/play.ts'
import { setStage, type Stage } from './demo/stage.ts'
import { demoText, type DemoText } from './demo/texts.ts'
import { faultLines } from './print/fault-text.ts'
import { table } from './print/table.ts'
import { typedAt } from './typed-command.ts'

export interface DemoOrder {
  readonly lang: Language
  /** End when it is over; else the practice retailer stays up until interrupted. */
  readonly exit: boolean
  /** Print one JSON object for each document instead of text. */
  readonly json: boolean
  readonly print: (text: string) => void
  /** Resolves when the operator asks to stop. */
  readonly interrupted: () => Promise<void>
}

/**
 * Shows the main job on real stations: orders over TLS with client certificate and
 * password, the plug pulled once, nothing lost. Gives the exit status.
 */
export async function runDemo(order: DemoOrder): Promise<number> {
  const say = (key: DemoText, values?: Readonly<Record<string, string | number>>): void => {
    if (!order.json) order.print(`${demoText(order.lang, key, values)}\n`)
  }
  say('title')
  let pulled = false
  const stage = await setStage((step, relay) => {
    if (step !== 'get.document-kept' || pulled) return
    pulled = true
    relay.unplug()
  })
  try {
    say('setting')
    const played = await play(stage, systemClock.now())
    const pairs = await compareEnds(stage, played)
    const good = isGood(played, pairs)
    if (order.json) printJson(order, pairs, good)
    else tell(order, say, { played, pairs, good, stage })
    if (!order.exit) await stayUp(order, say, stage)
    return good ? 0 : 4
  } finally {
    await stage.close()
    await stage.remove()
  }
}

/** The first run must have failed, everything else must be there once. */
function isGood(played: Played, pairs: readonly Pair[]): boolean {
  return (
    played.broken.outcome === 'failed' &&
    played.mended.failure === undefined &&
    played.sent.outcome === 'done' &&
    pairs.every((pair) => pair.copies === 1 && pair.same)
  )
}

interface Outcome {
  readonly played: Played
  readonly pairs: readonly Pair[]
  readonly good: boolean
  readonly stage: Stage
}

type Say = (key: DemoText, values?: Readonly<Record<string, string | number>>) => void

function tell(order: DemoOrder, say: Say, { played, pairs, good, stage }: Outcome): void {
  const speaker = { language: order.lang, typed: typedAt(stage.supplierHome) }
  say('queued', { count: played.orders.length })
  say('pulled')
  say('failed')
  for (const fault of played.broken.faults) {
    const lines = faultLines(fault.name, fault.params, speaker).trimEnd().split('\n')
    order.print(`${lines.map((line) => `    ${line}`).join('\n')}\n`)
  }
  say('kept')
  say('again', { count: played.orders.length })
  say('sent')
  order.print(`\n${tableOf(order.lang, pairs)}\n`)
  say(good ? 'good' : 'bad')
  if (!order.exit) say('files', { folder: stage.into })
}

function tableOf(lang: Language, pairs: readonly Pair[]): string {
  const heads = ['headFrom', 'headDocument', 'headType', 'headBytes', 'headCopies', 'headSame']
  return table(
    heads.map((key) => demoText(lang, key as DemoText)),
    pairs.map(({ from, document, copies, same }) => [
      demoText(lang, from),
      document.id,
      document.documentType,
      String(document.wire.bytes),
      demoText(lang, 'times', { count: copies }),
      demoText(lang, same ? 'yes' : 'no'),
    ]),
  )
}

function printJson(order: DemoOrder, pairs: readonly Pair[], good: boolean): void {
  for (const { from, document, copies, same } of pairs) {
    const { id, documentType, messageId, wire } = document
    const row = { from, id, documentType, messageId, ...wire, copies, same }
    order.print(`${JSON.stringify(row)}\n`)
  }
  order.print(`${JSON.stringify({ verdict: good ? 'good' : 'bad' })}\n`)
}

async function stayUp(order: DemoOrder, say: Say, stage: Stage): Promise<void> {
  await stage.relay.plug()
  say('stays')
  if (!order.json) {
    order.print(`
  npx hikyaku --home ${stage.retailerHome} send ${stage.caller.name} FILE --document-type Order
  npx hikyaku --home ${stage.supplierHome} receive ${stage.partner.name} --into ${stage.into}
  npx hikyaku --home ${stage.supplierHome} exchange list
  npx hikyaku --home ${stage.supplierHome} fault list

`)
  }
  say('stop')
  await order.interrupted()
}
