import {
  readSettingsText,
  settingsExport,
  settingsSchema,
  type TextPlace,
} from '../../../domain/settings/index.ts'
import { HikyakuError } from '../../../errors/index.ts'
import {
  exportedText,
  importSettings,
  itemName,
  planImport,
  readSettingsFile,
  wholeSettings,
  type ImportPlan,
} from '../../../station/settings/index.ts'
import type { Handlers, Said } from '../call.ts'
import { signedIn, type ApiContext } from '../context.ts'
import type { stationRoutes } from '../routes/station.ts'
import type { SettingsPlanView } from '../schemas/settings.ts'
import { saidFailure } from '../views.ts'

type Names = Extract<
  keyof typeof stationRoutes,
  `settings.${'export' | 'import' | 'text' | 'schema' | 'plan' | 'apply'}`
>

/** Settings as text. Nobody has the station read files for it: secrets stay as they are. */
export function settingsTextHandlers({ station }: ApiContext): Handlers<Names> {
  const written = async () => settingsExport(await wholeSettings(station))
  return {
    'settings.export': async () => ({ ...(await written()) }),
    'settings.text': async () => ({ text: exportedText(await written()) }),
    'settings.schema': () => Promise.resolve(settingsSchema()),
    'settings.import': async ({ body, requester }) => {
      const { actor } = signedIn(requester)
      const order = { json: body, read: readSettingsText(body), prune: false }
      const tried = await planImport(station, actor, order)
      const [finding] = tried.findings
      if (finding !== undefined) throw finding.fault
      if (tried.changes.length > 0) await importSettings(station, actor, order, tried.mark)
      const of = (kind: string): string[] =>
        tried.changes.filter((one) => one.kind === kind).map(itemName)
      return {
        added: of('add'),
        changed: of('change'),
        same: [...tried.same],
        missing: [...tried.missing],
      }
    },
    'settings.plan': async ({ body, requester }) => {
      const read = readBody(body)
      if ('broken' in read) return read.broken
      return view(await planImport(station, signedIn(requester).actor, read.order), read.placeOf)
    },
    'settings.apply': async ({ body, requester }) => {
      const read = readBody(body)
      if ('broken' in read) throw new HikyakuError('settings-moved')
      const { actor } = signedIn(requester)
      return view(await importSettings(station, actor, read.order, body.mark), read.placeOf)
    },
  }
}

type PlaceOf = (path: readonly PropertyKey[]) => TextPlace

function readBody({ text, prune }: { readonly text: string; readonly prune: boolean }) {
  const written = readSettingsFile(new TextEncoder().encode(text))
  if ('troubles' in written) {
    const findings = written.troubles.map(({ en, ja, line, column }) => {
      const params = { file: 'text', line, column, detail: en, detailJa: ja }
      return { ...saidFailure(new HikyakuError('settings-text-broken', params)), line, column }
    })
    const broken: Said<SettingsPlanView> = {
      ...{ changes: [], same: [], missing: [], mark: '' },
      findings,
    }
    return { broken }
  }
  const order = { json: written.value, read: readSettingsText(written.value), prune }
  return { order, placeOf: (path: readonly PropertyKey[]) => written.placeOf(path) }
}

function view(plan: ImportPlan, placeOf: PlaceOf): Said<SettingsPlanView> {
  const findings = plan.findings.map(({ path, fault }) => {
    const { line, column } = placeOf(path)
    return { ...saidFailure(fault), line, column }
  })
  return { ...plan, findings }
}
