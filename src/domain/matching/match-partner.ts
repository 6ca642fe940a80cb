import { HikyakuError } from '../../errors/index.ts'
import type { ExchangeContext } from '../exchange/ports.ts'
import { findPartner } from '../partners/find-partner.ts'
import { plainNumber } from '../slips/lines-key.ts'
import { textOfDay, type Day } from '../timetable/day.ts'
import { zoneOf, type Zone } from '../timetable/zone.ts'
import { closingAfter, closingDays, closingNamed, closingOver, type Closing } from './closings.ts'
import { isOfSlip, numberIn } from './join-slips.ts'
import { isDifferent, type MatchedSlip } from './judge-slip.ts'
import {
  matchClosing,
  matchSlips,
  type MatchedClosing,
  type PartnerFacts,
} from './match-closing.ts'
import type { StageRow } from './matching-shelf.ts'
import { usedStages } from './stages.ts'

export type MatchContext = Pick<ExchangeContext, 'ledger' | 'clock'>

/** Numbers come again one day; within so many days around a closing they are one slip. */
const reach = 180

/** The law’s day, and the trade’s. */
const japan = zoneOf('Asia/Tokyo') as Zone

/** A closing of a partner, and the days that it knows. */
export interface PartnerMatching extends MatchedClosing {
  readonly partner: string
  readonly facts: PartnerFacts
}

/**
 * Matches the slips of one closing of a partner; without a day, of the newest one that is
 * over, or of the running one if there was nothing yet.
 *
 * @throws HikyakuError partner-unknown, match-closing-unknown
 */
export async function matchPartner(
  context: MatchContext,
  partner: string,
  closing?: string,
): Promise<PartnerMatching> {
  await findPartner(context.ledger, partner)
  const facts = await partnerFacts(context, partner)
  if (closing !== undefined) {
    const named = closingNamed(closing, facts.days)
    if (named === undefined) throw new HikyakuError('match-closing-unknown', { closing })
    return matched(context, partner, facts, named)
  }
  const over = closingOver(todayOf(context), facts.days)
  const newest = await matched(context, partner, facts, over)
  if (newest.slips.length > 0) return newest
  const running = await matched(context, partner, facts, closingAfter(over, facts.days))
  return running.slips.length > 0 ? running : newest
}

/**
 * One slip as it stands, whatever closing it belongs to.
 *
 * @throws HikyakuError match-slip-unknown
 */
export async function matchedSlip(
  context: MatchContext,
  partner: string,
  key: string,
): Promise<{ readonly slip: MatchedSlip; readonly rows: readonly StageRow[] }> {
  const found = await context.ledger.matching.rowsOf(partner, numberIn(key))
  const rows = found.filter(isOfSlip)
  const facts = await partnerFacts(context, partner)
  const slip = matchSlips(rows, facts, todayOf(context)).find((one) => one.slip.key === key)
  if (slip === undefined) throw new HikyakuError('match-slip-unknown', { partner, slip: key })
  return { slip, rows }
}

/** Partners of whom there are slips, with what waits for a hand in the closing shown first. */
export async function matchPartners(
  context: MatchContext,
  match: (partner: string) => Promise<PartnerMatching> = (name) => matchPartner(context, name),
): Promise<readonly { partner: string; closing: string; open: number }[]> {
  const found = []
  for (const { name } of await context.ledger.partners.list()) {
    if ((await context.ledger.matching.kinds(name)).length === 0) continue
    const { closing, counts } = await match(name)
    found.push({ partner: name, closing: textOfDay(closing.day), open: counts.open })
  }
  return found
}

/**
 * The slip that a person calls by its number; of several the one that differs.
 *
 * @returns also the id of what was said of it; empty if nothing was
 * @throws HikyakuError partner-unknown, match-slip-unknown also if the number is that of several
 */
export async function slipNumbered(
  context: MatchContext,
  { partner, number, ordered }: { partner: string; number: string; ordered?: string },
): Promise<{ readonly key: string; readonly settlement: string }> {
  await findPartner(context.ledger, partner)
  const rows = await context.ledger.matching.rowsOf(partner, plainNumber(number))
  const facts = await partnerFacts(context, partner)
  const slips = matchSlips(rows.filter(isOfSlip), facts, todayOf(context)).filter(
    ({ orderDate, day }) => ordered === undefined || ordered === (orderDate ?? day),
  )
  const different = slips.filter(isDifferent)
  const candidates = different.length === 0 ? slips : different
  const [slip] = candidates
  if (slip === undefined || candidates.length > 1) {
    throw new HikyakuError('match-slip-unknown', { partner, slip: number })
  }
  const { key } = slip.slip
  const standing = facts.settlements.find((one) => one.key === key && one.ended === undefined)
  return { key, settlement: standing?.id ?? '' }
}

/** Today, where slips have their dates. */
export function todayOf({ clock }: Pick<MatchContext, 'clock'>): Day {
  return japan.wallTime(clock.now().getTime()).day
}

async function partnerFacts({ ledger }: MatchContext, partner: string): Promise<PartnerFacts> {
  const { matching } = ledger
  const [kinds, invoices, payments, settlements] = await Promise.all([
    matching.kinds(partner),
    matching.closings(partner, 'invoice'),
    matching.closings(partner, 'payment'),
    matching.settlements(partner),
  ])
  return {
    stages: usedStages(kinds),
    days: closingDays(payments.length > 0 ? payments : invoices),
    invoiced: invoices[0] ?? '',
    paid: payments[0] ?? '',
    settlements,
  }
}

async function matched(
  context: MatchContext,
  partner: string,
  facts: PartnerFacts,
  closing: Closing,
): Promise<PartnerMatching> {
  const rows = await context.ledger.matching.rows({
    partner,
    from: textOfDay(closing.from),
    to: textOfDay(closing.day),
    reachFrom: textOfDay(closing.from - reach),
    reachTo: textOfDay(closing.day + reach),
  })
  const found = matchClosing(rows, closing, facts, todayOf(context))
  return { ...found, partner, facts }
}
