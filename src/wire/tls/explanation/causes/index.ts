import type { CauseRow } from '../explanation.ts'
import { alertCauses } from './alert.ts'
import { callerCauses } from './caller.ts'
import { chainRuleCauses } from './chain-rules.ts'
import { clientCertificateCauses } from './client-certificate.ts'
import { connectionCauses } from './connection.ts'
import { helloCauses } from './hello.ts'
import { inspectionCauses } from './inspection.ts'
import { keyCauses } from './key.ts'
import { notTlsCauses } from './not-tls.ts'
import { keyMisreadCauses } from './key-misread.ts'
import { ownSettingsCauses } from './own-settings.ts'
import { serverCertificateCauses } from './server-certificate.ts'
import { serverNameCauses } from './server-names.ts'
import { suiteCauses } from './suite.ts'
import { versionCauses } from './version.ts'

/**
 * Every known cause; the first that fits is the explanation. What is surest comes first:
 * what we refused ourselves, then what the other side said, at last how it ended.
 */
export const causes: readonly CauseRow[] = [
  ...ownSettingsCauses,
  ...notTlsCauses,
  ...helloCauses,
  ...versionCauses,
  ...keyCauses,
  ...keyMisreadCauses,
  ...inspectionCauses,
  ...serverNameCauses,
  ...chainRuleCauses,
  ...serverCertificateCauses,
  ...clientCertificateCauses,
  ...suiteCauses,
  ...callerCauses,
  ...alertCauses,
  ...connectionCauses,
]
