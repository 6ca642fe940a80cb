import type { Channel, ExchangeContext } from '../../src/domain/exchange/index.ts'

/** The mistake of the peers: the partner is told before anything is kept. */
export function confirmFirst(context: ExchangeContext): ExchangeContext {
  return {
    ...context,
    openChannel: async (partner) => {
      const channel: Channel = await context.openChannel(partner)
      return {
        ...channel,
        get: async (filter, sink, watch) => {
          const answer = await channel.get(filter, sink, watch)
          if (answer.kind === 'document') await channel.confirm(answer.envelope)
          return answer
        },
      }
    },
  }
}
