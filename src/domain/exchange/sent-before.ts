import { dayInJapan } from '../../base/clock.ts'
import { HikyakuError } from '../../errors/index.ts'
import { factsOf } from './document-states.ts'
import type { StationDocument } from './document.ts'
import type { Tables } from './ports.ts'

/** Two weekly or monthly documents may be alike; what is older than this is forgotten. */
const rememberedDays = 30
const dayMilliseconds = 86_400_000
/** Of the same bytes so many are looked at: most of them may have been cancelled. */
const mostLookedAt = 100

/** What is to be sent, and to whom. */
export type Sending = Pick<StationDocument, 'partner' | 'documentType' | 'formatType'> & {
  /** Of the bytes before they are packed. */
  readonly sha256: string
}

/** The newest document with these bytes that went to the partner, or is about to, as that kind. */
export async function sentBefore(
  { documents }: Pick<Tables, 'documents'>,
  { partner, documentType, formatType, sha256 }: Sending,
  now: Date,
): Promise<StationDocument | undefined> {
  const from = new Date(now.getTime() - rememberedDays * dayMilliseconds)
  const query = { partner, documentType, contentSha256: sha256, from, limit: mostLookedAt }
  const found = await documents.search(query)
  return found.find(({ box, state, formatType: its }) => {
    const { isSent, isUnfinished } = factsOf(state)
    return box !== 'inbox' && its === formatType && (isSent === true || isUnfinished)
  })
}

/** What is said of it. */
export function sentBeforeFault(file: string, earlier: StationDocument): HikyakuError {
  const { id, partner, createdAt } = earlier
  return new HikyakuError('document-sent-before', {
    file,
    document: id,
    partner,
    at: dayInJapan(createdAt),
  })
}
