import {
  CallFailure,
  type Channel,
  type ExchangeContext,
} from '../../../src/domain/exchange/index.ts'

/** How a station is built wrong on purpose, for the negative controls. */
export type WireSabotage =
  'believes repeated answers' | 'believes lost calls' | 'fresh ids' | 'none'

/** A station that makes one mistake in what it makes of its calls. */
export function sabotaged(context: ExchangeContext, sabotage: WireSabotage): ExchangeContext {
  if (sabotage === 'none') return context
  return {
    ...context,
    openChannel: async (partner) => {
      const channel: Channel = await context.openChannel(partner)
      const believed = (error: unknown): boolean => {
        if (!(error instanceof CallFailure)) return false
        if (sabotage === 'believes lost calls') return error.outcome === 'in-doubt'
        return sabotage === 'believes repeated answers' && error.fault.fault === 'answer-repeated'
      }
      return {
        ...channel,
        put: async (document, payload, watch) => {
          const messageId =
            sabotage === 'fresh ids' ? context.newMessageId(partner.from) : document.messageId
          try {
            return await channel.put({ ...document, messageId }, payload, watch)
          } catch (error) {
            if (!believed(error)) throw error
            return { kind: 'accepted', facts: (error as CallFailure).facts }
          }
        },
      }
    },
  }
}
