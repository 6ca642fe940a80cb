import { readSettings } from '../../adapters/store/index.ts'
import { defined } from '../../base/defined.ts'
import type { Tables } from '../../domain/exchange/index.ts'
import { settingsOf } from '../../domain/flows/index.ts'
import type { WholeSettings } from '../../domain/settings/index.ts'

/** All that people set of a station, as it stands; no secret is in it. */
export async function wholeSettings({
  home,
  ledger,
}: {
  readonly home: string
  readonly ledger: Tables
}): Promise<WholeSettings> {
  const flows = await ledger.flows.list()
  return {
    settings: readSettings(home),
    partners: await ledger.partners.list(),
    calendars: await ledger.calendars.list(),
    flows: flows.map((flow) => {
      const { reason, until } = flow.hold ?? {}
      const hold = reason === undefined ? undefined : { reason, ...defined({ until }) }
      return { flow: settingsOf(flow), ...defined({ hold }) }
    }),
    ...defined({ mail: await ledger.alerts.server() }),
    alerts: await ledger.alerts.rules(),
  }
}
