import { documentStates, factsOf } from '../../../domain/exchange/document-states.ts'

/**
 * States of documents of ours that count for their partner: one in another state was taken
 * back, or is not there for the partner.
 */
export const standingStates = documentStates.filter((state) => {
  const { isSent, isUnfinished } = factsOf(state)
  return isSent === true || isUnfinished
})
