import { defined } from '../base/defined.ts'
import type { Station } from '../station/index.ts'
import { practicePartnerName } from './practice-partners.ts'
import {
  hasPractice,
  introduce,
  openPracticeRetailer,
  practiceHome,
  type PracticeRetailer,
} from './practice-retailer.ts'

/** How the practice retailer of a station is. */
export interface PracticeState {
  readonly running: boolean
  /** Name among the partners, where it is one. */
  readonly partner?: string
  /** Orders in its mailbox that were not taken yet; 0 unless it runs. */
  readonly waiting: number
}

/** Keeps the practice retailer in the process of the station that uses it. */
export interface PracticeHost {
  state(): Promise<PracticeState>
  /** Runs it, if it does not yet, as a partner of the station, and adds orders. */
  start(orders: number): Promise<PracticeState>
  /** Runs it again if it was made once and is still a partner. */
  resume(): Promise<void>
  /** Ends it; the partner and what was received stay. */
  stop(): Promise<void>
}

/** Hosts the practice retailer whose home lies below the station's. */
export function hostPractice(station: Station): PracticeHost {
  const home = practiceHome(station.home)
  // One opening at a time: two would fight for the home.
  let opening: Promise<PracticeRetailer> | undefined
  const open = (): Promise<PracticeRetailer> => {
    opening ??= openAs(station, home).catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }
  const state = async (): Promise<PracticeState> => {
    const partner = await station.ledger.partners.find(practicePartnerName)
    const retailer = await opening
    const waiting = await retailer?.station.ledger.documents.count({
      box: 'mailbox',
      state: 'not-taken',
    })
    return {
      running: retailer !== undefined,
      waiting: waiting ?? 0,
      ...defined({ partner: partner?.name }),
    }
  }
  return {
    state,
    start: async (orders) => {
      const retailer = await open()
      // The partner may have been removed while the retailer ran.
      await introduce(station, retailer)
      await retailer.addOrders(orders)
      return state()
    },
    resume: async () => {
      const partner = await station.ledger.partners.find(practicePartnerName)
      if (partner !== undefined && (await hasPractice(station.home))) await open()
    },
    stop: async () => {
      const retailer = await opening
      opening = undefined
      await retailer?.close()
    },
  }
}

async function openAs(station: Station, home: string): Promise<PracticeRetailer> {
  const retailer = await openPracticeRetailer({ home, clock: station.clock })
  try {
    await introduce(station, retailer)
    return retailer
  } catch (error) {
    await retailer.close()
    throw error
  }
}
