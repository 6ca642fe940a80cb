import { audited, type Actor, type AuditNote } from '../accounts/audit.ts'
import { HikyakuError } from '../../errors/index.ts'
import type { Attempt, Fault } from './attempt.ts'
import { factsOf, firstStates, type Deed, type DocumentState } from './document-states.ts'
import type { DocumentId, StationDocument } from './document.ts'
import { raiseFault } from './faults.ts'
import type { ExchangeContext, Tables } from './ports.ts'
import { findDocument } from './retake-document.ts'

export interface WithdrawalOrder {
  readonly deed: Deed
  /** Why, for the audit log. */
  readonly reason: string
}

/** What became of it. */
export interface Withdrawal {
  readonly document: StationDocument
  /** Raised if the partner may have it all the same. */
  readonly doubt?: Fault
}

/**
 * Cancels, holds or releases a document that was not sent or not taken yet, in one commit
 * with the note of it.
 *
 * @throws HikyakuError document-unknown, withdrawal-not-possible, document-under-way
 */
export async function withdrawDocument(
  context: Pick<ExchangeContext, 'ledger' | 'clock' | 'random'>,
  actor: Actor,
  id: DocumentId,
  { deed, reason }: WithdrawalOrder,
): Promise<Withdrawal> {
  const note: AuditNote = { action: `document.${deed}`, subject: id, detail: { reason } }
  return audited(context, actor, note, async (tables) => {
    const document = await findDocument({ ledger: tables }, id)
    const attempts = await tables.exchanges.attemptsOf(id)
    await checkDeed(tables, { document, attempts, deed })
    const at = context.clock.now()
    const state = after(deed, document)
    if (!(await tables.documents.change(id, document.state, { state, at }))) {
      throw notPossible(document, deed)
    }
    const withdrawn = { ...document, state, changedAt: at }
    if (deed !== 'cancel' || !attempts.some(mayHaveArrived)) return { document: withdrawn }
    const { partner } = document
    const error = new HikyakuError('cancelled-in-doubt', { document: id, partner })
    const place = { partner, documentId: id }
    return { document: withdrawn, doubt: await raiseFault(tables, context, error, place) }
  })
}

async function checkDeed(
  tables: Tables,
  {
    document,
    attempts,
    deed,
  }: Pick<Withdrawal, 'document'> & {
    readonly attempts: readonly Attempt[]
    readonly deed: Deed
  },
): Promise<void> {
  const { deeds = [] } = factsOf(document.state)
  if (!deeds.includes(deed)) throw notPossible(document, deed)
  for (const { endedAt, exchangeId } of attempts) {
    if (endedAt !== undefined) continue
    // What a crash left open has no running exchange any more.
    const found = await tables.exchanges.find(exchangeId)
    if (found !== undefined && found.exchange.endedAt === undefined) {
      throw new HikyakuError('document-under-way', { document: document.id })
    }
  }
}

function after(deed: Deed, { box }: StationDocument): DocumentState {
  if (deed === 'cancel') return 'cancelled'
  if (deed === 'hold') return 'held'
  return firstStates[box === 'mailbox' ? 'mailbox' : 'outbox']
}

/** Its bytes left, and nobody knows what became of them; or it was given out, not confirmed. */
function mayHaveArrived({ outcome }: Attempt): boolean {
  return outcome === undefined || outcome === 'in-doubt' || outcome === 'document'
}

const deedWords: Readonly<Record<Deed, { readonly en: string; readonly ja: string }>> = {
  cancel: { en: 'cancelled', ja: '取り消せません' },
  hold: { en: 'held', ja: '保留にできません' },
  release: { en: 'released', ja: '保留を解除できません' },
}

function notPossible({ id, state }: StationDocument, deed: Deed): HikyakuError {
  const { en, ja } = deedWords[deed]
  const [stateJa, stateEn] = factsOf(state).words
  return new HikyakuError('withdrawal-not-possible', {
    document: id,
    state: stateEn,
    stateJa,
    deed: en,
    deedJa: ja,
  })
}
