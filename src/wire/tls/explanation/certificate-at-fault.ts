import { chainRuleCauses } from './causes/chain-rules.ts'
import { clientCertificateCauses } from './causes/client-certificate.ts'
import { inspectionCauses } from './causes/inspection.ts'
import { serverCertificateCauses } from './causes/server-certificate.ts'
import type { CauseRow } from './explanation.ts'

const ofServer = new Set([
  ...namesOf(chainRuleCauses),
  ...namesOf(serverCertificateCauses),
  ...namesOf(inspectionCauses),
  'small-server-key',
  'weak-server-signature',
  'server-signature-wrong',
])

const ofClient = new Set([
  ...namesOf(clientCertificateCauses),
  'own-certificate-unusable',
  'own-certificate-too-weak',
  'certificate-alert',
  'access-denied',
])

/** Whose certificate a call of ours failed for, by the cause's name; undefined: another thing. */
export function certificateAtFault(cause: string): 'server' | 'client' | undefined {
  if (ofServer.has(cause)) return 'server'
  return ofClient.has(cause) ? 'client' : undefined
}

function namesOf(rows: readonly CauseRow[]): readonly string[] {
  return rows.map(({ cause }) => cause)
}

const ofChain = new Set([
  ...namesOf(chainRuleCauses),
  'server-auth-missing',
  'server-chain-invalid',
])

/** Whether the cause is that no trust of ours lets the server's chain pass. */
export function refusesChain(cause: string): boolean {
  return ofChain.has(cause)
}
