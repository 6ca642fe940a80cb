import type { Flow, FlowKind } from './flow.ts'

/** What a document is filed by. */
export interface Filed {
  readonly partner: string
  readonly direction: 'receive' | 'send'
  readonly formatType: string
  readonly documentType: string
}

/**
 * The flow that a document belongs to: the one of its very kind, else the one for any.
 * At most two flows can fit, so there is never a tie.
 * @param flows living ones.
 */
export function flowOf<F extends Pick<Flow, 'partner' | 'direction' | 'kind'>>(
  flows: readonly F[],
  document: Filed,
): F | undefined {
  const own = flows.filter(
    ({ partner, direction }) => partner === document.partner && direction === document.direction,
  )
  return (
    own.find(({ kind }) => kind !== 'any' && isOfKind(kind, document)) ??
    own.find(({ kind }) => kind === 'any')
  )
}

/** Kinds are compared to the letter, but for blanks at their ends. */
function isOfKind(kind: Exclude<FlowKind, 'any'>, document: Filed): boolean {
  return (
    kind.formatType.trim() === document.formatType.trim() &&
    kind.documentType.trim() === document.documentType.trim()
  )
}

/**
 * A flow whose kind differs in case, width or blanks alone: most likely it was meant, and
 * the operator is asked about it.
 */
export function nearlyFlowOf<F extends Pick<Flow, 'partner' | 'direction' | 'kind'>>(
  flows: readonly F[],
  document: Filed,
): F | undefined {
  const wanted = folded(document.documentType)
  return flows.find(
    ({ partner, direction, kind }) =>
      partner === document.partner &&
      direction === document.direction &&
      kind !== 'any' &&
      folded(kind.documentType) === wanted,
  )
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
}

/** The same kind, for the rule that a partner has one flow of a kind and direction. */
export function sameKind(one: FlowKind, other: FlowKind): boolean {
  if (one === 'any' || other === 'any') return one === other
  return isOfKind(one, { ...other, partner: '', direction: 'receive' })
}
