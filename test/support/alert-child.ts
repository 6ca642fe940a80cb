import { sendAlerts, takeOverAlerts } from '../../src/domain/alerts/index.ts'
import { openStation } from '../../src/station/index.ts'

/** A station that is killed beside the commit that writes this state of its message. */
const [, , home = '', side = '', killedAt = ''] = process.argv
const station = await openStation({ home })
const { ledger } = station
const dieAt = (when: string, state: string | undefined): void => {
  if (when === side && state === killedAt) process.kill(process.pid, 'SIGKILL')
}
const changeMessage: typeof ledger.alerts.changeMessage = async (id, change) => {
  dieAt('before', change.state)
  await ledger.alerts.changeMessage(id, change)
  dieAt('after', change.state)
}
await takeOverAlerts(station)
await sendAlerts({ ...station, ledger: { ...ledger, alerts: { ...ledger.alerts, changeMessage } } })
await station.close()
