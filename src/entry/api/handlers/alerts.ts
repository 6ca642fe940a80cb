import { defined } from '../../../base/defined.ts'
import { putAlert, removeAlert, sendTest, setMailServer } from '../../../domain/alerts/index.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import type { alertRoutes } from '../routes/alerts.ts'

/** 通知: rules, the mail server, what was sent. */
export function alertHandlers({ station }: ApiContext): Handlers<keyof typeof alertRoutes> {
  const { alerts } = station.ledger
  return {
    'alerts.list': async () => {
      const server = await alerts.server()
      const items = await alerts.rules()
      return { items: [...items], ...defined({ server }) }
    },
    'alerts.put': ({ params: { name }, body, caller }) =>
      putAlert(station, signedIn(caller).actor, { ...body, name }),
    'alerts.remove': async ({ params: { name }, caller }) => {
      await removeAlert(station, signedIn(caller).actor, name)
      return undefined
    },
    'alerts.test': ({ params: { name } }) => sendTest(station, name),
    'alerts.mail': ({ body, caller }) =>
      setMailServer(station, signedIn(caller).actor, defined(body)),
    'alerts.log': async ({ query: { limit } }) => ({
      items: await alerts.messages({ limit }),
    }),
  }
}
