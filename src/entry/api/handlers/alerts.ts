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
    'alerts.put': ({ params: { name }, body, requester }) =>
      putAlert(station, signedIn(requester).actor, { ...body, name }),
    'alerts.remove': async ({ params: { name }, requester }) => {
      await removeAlert(station, signedIn(requester).actor, name)
      return undefined
    },
    'alerts.test': ({ params: { name } }) => sendTest(station, name),
    'alerts.mail': ({ body, requester }) =>
      setMailServer(station, signedIn(requester).actor, defined(body)),
    'alerts.log': async ({ query: { limit } }) => ({
      items: await alerts.messages({ limit }),
    }),
  }
}
