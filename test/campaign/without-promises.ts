import type { ExchangeContext } from '../../src/domain/exchange/index.ts'

/** What a document is about to be given under is not known before it can be seen. */
export function withoutPromises(context: ExchangeContext): ExchangeContext {
  const { ledger } = context
  const promises = { ...ledger.promises, promise: () => Promise.resolve() }
  return { ...context, ledger: { ...ledger, promises } }
}
