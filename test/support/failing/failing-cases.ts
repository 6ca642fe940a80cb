import { caseByBytes } from './by-bytes.ts'
import { casesByCallers } from './by-callers.ts'
import { caseByClientCertificate } from './by-client-certificate.ts'
import { caseByJsse } from './by-jsse.ts'
import { casesByJsseCallers } from './by-jsse-callers.ts'
import { caseByServerCertificate } from './by-server-certificate.ts'
import { caseBySettings } from './by-settings.ts'
import type { CallingCase } from './calling-case.ts'
import type { FailingCase } from './failing-case.ts'

/** Every server that the tests fail at, in the order of a handshake. */
export const failingCases: readonly FailingCase[] = [
  ...caseByBytes,
  ...caseBySettings,
  ...caseByServerCertificate,
  ...caseByClientCertificate,
  ...caseByJsse,
]

/** The name of its test. */
export function testNameOf({ cause, server }: FailingCase): string {
  return `${cause}: ${server.en}`
}

/** Every caller that fails at our server. */
export const failingCallers: readonly CallingCase[] = [...casesByCallers, ...casesByJsseCallers]

export function testNameOfCaller({ cause, caller }: CallingCase): string {
  return `${cause}: ${caller.en}`
}
