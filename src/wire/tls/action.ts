import { z } from 'zod'
import { actionPlaces } from '../../errors/action.ts'
import type { TlsVersion } from './versions.ts'

/** What leads to an operator's deed belongs to the faults; TLS has more of them than any other part. */
export {
  action,
  actionPlaces,
  actions,
  setVersions,
  shellWord,
  waive,
  type Action,
  type ActionPlace,
} from '../../errors/action.ts'

/** An action of a remedy, for the API. */
export const actionSchema = z.object({
  place: z.enum(actionPlaces),
  command: z.string(),
})

/** The command that leads from one range of versions to another. */
export function setRange(partner: string, from: VersionRange, to: VersionRange): string {
  const flags = [
    ...(from.tlsMin === to.tlsMin ? [] : [`--tls-min ${to.tlsMin}`]),
    ...(from.tlsMax === to.tlsMax ? [] : [`--tls-max ${to.tlsMax}`]),
  ]
  return `partner set ${partner} ${flags.join(' ')}`
}

interface VersionRange {
  readonly tlsMin: TlsVersion
  readonly tlsMax: TlsVersion
}
