import {
  clearStation,
  previewClearing,
  type ClearingRange,
} from '../../../domain/clearing/index.ts'
import { parseSettings } from '../../../domain/settings/index.ts'
import { readSettings } from '../../../adapters/store/index.ts'
import { changeSettings } from '../../../station/settings/index.ts'
import { defined } from '../../../base/defined.ts'
import type { Handlers } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import type { clearingRoutes } from '../routes/clearing.ts'

/** Of what goes so many are listed. */
const shown = 200

/** 整理: what would go, that it goes, and after how many days. */
export function clearingHandlers({ station }: ApiContext): Handlers<keyof typeof clearingRoutes> {
  const { home } = station
  return {
    'clearing.preview': async ({ query }) => {
      const settings = readSettings(home).clearing ?? {}
      const preview = await previewClearing(station, { settings, ...rangeOf(query) }, shown)
      const { documents, staying, ...counts } = preview
      return { settings, ...counts, documents: [...documents], staying: [...staying] }
    },
    'clearing.run': ({ body, requester }) => {
      const settings = readSettings(home).clearing ?? {}
      const { actor } = signedIn(requester)
      return clearStation(station, { settings, actor, ...rangeOf(body) })
    },
    'clearing.set': async ({ body, requester }) => {
      const settings = parseSettings({ ...readSettings(home), clearing: defined(body) })
      await changeSettings(station, signedIn(requester).actor, settings)
      return settings.clearing ?? {}
    },
  }
}

function rangeOf({ flow, before, most }: Asked): ClearingRange {
  return {
    ...defined({ flow, most }),
    ...(before === undefined ? {} : { before: new Date(before) }),
  }
}

interface Asked {
  readonly flow?: string | undefined
  readonly before?: string | undefined
  readonly most?: number | undefined
}
