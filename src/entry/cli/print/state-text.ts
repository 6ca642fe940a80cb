import type { StationDocument } from '../../../domain/exchange/index.ts'
import type { Session } from '../session.ts'

/** The state of a document, and that its bytes were cleared. */
export function stateText(
  { t }: Session,
  { state, clearedAt }: Pick<StationDocument, 'state' | 'clearedAt'>,
): string {
  const word = t(`state.${state}`)
  return clearedAt === undefined ? word : `${word} (${t('word.cleared')})`
}
