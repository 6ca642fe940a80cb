import {
  closingAfter,
  closingBefore,
  isAmong,
  matchingCsv,
  matchPartner,
  matchPartners,
  openSlip,
  settleDifference,
  takeBackSettlement,
  todayOf,
  type PartnerMatching,
} from '../../../domain/matching/index.ts'
import { textOfDay } from '../../../domain/timetable/index.ts'
import { indexSlips } from '../../../domain/slips/index.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import { matchSlipView, openedView, settlementView } from '../match-views.ts'
import type { matchingRoutes } from '../routes/matching.ts'

/** 照合: computed from the index of slips, and kept until something has changed. */
export function matchingHandlers({ station }: ApiContext): Handlers<keyof typeof matchingRoutes> {
  const matching = remembering(station)
  return {
    'matching.partners': async () => {
      // The menu asks on every page; the page itself brings the index up to date.
      const items = await matchPartners(station, matching)
      return { items, open: items.reduce((sum, { open }) => sum + open, 0) }
    },
    'matching.show': async ({ params: { partner }, query: { closing } }) => {
      const { more } = await indexSlips(station)
      const found = await matching(partner, closing)
      const { stages, counts, notices, elsewhere, facts } = found
      return {
        ...{ partner, stages, counts, notices, elsewhere, indexing: more },
        closing: textOfDay(found.closing.day),
        from: textOfDay(found.closing.from),
        before: textOfDay(closingBefore(found.closing, facts.days).day),
        after: textOfDay(closingAfter(found.closing, facts.days).day),
      }
    },
    'matching.list': async ({ params: { partner }, query }) => {
      const { closing, tab, cursor, limit } = query
      const { slips } = await matching(partner, closing)
      const among = slips.filter((slip) => isAmong(tab, slip))
      const from = Number(cursor ?? 0)
      const to = from + limit
      return {
        items: among.slice(from, to).map(matchSlipView),
        ...(among.length > to ? { next: String(to) } : {}),
      }
    },
    'matching.slip': async ({ params: { partner, key } }) =>
      openedView(await openSlip(station, partner, key)),
    'matching.csv': async ({ params: { partner }, query: { closing, tab }, requester }) => {
      await indexSlips(station)
      const found = await matching(partner, closing)
      const slips = found.slips.filter((slip) => isAmong(tab, slip))
      const bytes = Buffer.from(matchingCsv(found, slips, requester.language))
      return {
        fileName: `matching-${textOfDay(found.closing.day)}.csv`,
        bytes: bytes.byteLength,
        chunks: async function* () {
          yield await Promise.resolve(bytes)
        }.call(undefined),
      }
    },
    'matching.settle': async ({ params: { partner }, body, requester }) =>
      settlementView(
        await settleDifference(station, signedIn(requester).actor, { partner, ...body }),
      ),
    'matching.take-back': async ({ params: { id }, requester }) =>
      settlementView(await takeBackSettlement(station, signedIn(requester).actor, id)),
  }
}

/** So many closings are remembered. */
const most = 20

/** Matches a closing anew only if something has come, was settled or cancelled, or a day is over. */
function remembering(
  station: ApiContext['station'],
): (partner: string, closing?: string) => Promise<PartnerMatching> {
  const known = new Map<string, { readonly mark: string; readonly found: PartnerMatching }>()
  return async (partner, closing) => {
    const key = JSON.stringify([partner, closing])
    const mark = `${await station.ledger.matching.mark(partner)} ${todayOf(station)}`
    const before = known.get(key)
    if (before?.mark === mark) return before.found
    const found = await matchPartner(station, partner, closing)
    known.delete(key)
    known.set(key, { mark, found })
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return found
  }
}
