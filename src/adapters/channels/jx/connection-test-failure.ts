import { defined } from '../../../base/defined.ts'
import { isHikyakuError, type HikyakuError } from '../../../errors/index.ts'
import { CallFailure } from '../../../domain/exchange/index.ts'
import type { ServerPartner } from '../../../domain/partners/index.ts'
import { causeParam, certificateAtFault, type HandshakeRecord } from '../../../wire/tls/index.ts'
import type { TestBoard } from './connection-test-board.ts'
import { testTexts } from './connection-test-texts.ts'

/** How a call failed after the connection was there. */
export interface FailedTestCall {
  readonly partner: ServerPartner
  /** Subject of our certificate, if one is set. */
  readonly certificate: string | undefined
  /** Whether the server asked for one; undefined: it cannot be told. */
  readonly asked: boolean | undefined
  readonly board: TestBoard
}

interface NamedFailure {
  readonly fault: HikyakuError
  readonly httpStatus?: number
  readonly record?: HandshakeRecord
}

/** The fault of whatever was thrown, and what was seen until then. */
export function faultOf(error: unknown): NamedFailure {
  if (error instanceof CallFailure) {
    const { httpStatus, record }: Omit<NamedFailure, 'fault'> = error.facts
    return {
      fault: error.fault,
      ...defined({ httpStatus, record }),
    }
  }
  if (isHikyakuError(error)) return { fault: error }
  throw error
}

/** Whose certificate a handshake stopped at, if it did at one. */
export function stageOfTlsFailure(
  fault: HikyakuError,
  record: HandshakeRecord | undefined,
): 'tls' | 'server-certificate' | 'client-certificate' {
  const cause = fault.params[causeParam]
  if (typeof cause !== 'string') return 'tls'
  const whose = certificateAtFault(cause)
  if (whose === 'server') return 'server-certificate'
  return whose === 'client' || endedAfterOurs(record) ? 'client-certificate' : 'tls'
}

/** Whether our certificate, or that we have none, was the last that the server heard of us. */
function endedAfterOurs(record: HandshakeRecord | undefined): boolean {
  const own = record?.events.findIndex(
    ({ from, fact }) => from === 'client' && fact?.kind === 'certificate',
  )
  if (record === undefined || own === undefined || own < 0) return false
  const answers = record.events.slice(own).filter(({ from }) => from === 'server')
  return answers.every(({ fact, ended }) => fact?.kind === 'alert' || ended !== undefined)
}

/** What a server says, or shows, of our certificate when it has read the request. */
const aboutOurCertificate: ReadonlySet<string> = new Set([
  'client-certificate-missing',
  'client-certificate-late',
  'client-certificate-not-accepted',
  'cut-before-certificate',
])

const aboutLogin: ReadonlySet<string> = new Set(['login-refused', 'login-scheme-unknown'])

/** The stage at which a test ends, from how its call failed. */
export function judgeTestCall(call: FailedTestCall, error: unknown): void {
  const { fault, httpStatus } = faultOf(error)
  const { board } = call
  if (fault.fault === 'confirm-unknown') {
    passLogin(call)
    board.pass('soap', testTexts.refusedAsHoped(String(fault.params['detail'])))
  } else if (fault.fault === 'partner-trouble' && fault.params['status'] === 'SOAP Server') {
    passLogin(call)
    board.pass('soap', testTexts.troubled, fault)
  } else if (aboutOurCertificate.has(fault.fault)) {
    board.fail('client-certificate', fault)
    board.skip('basic', testTexts.unclear)
  } else if (aboutLogin.has(fault.fault)) {
    passCertificate(call)
    board.fail('basic', fault)
  } else if (httpStatus === undefined) {
    stopBeforeHttp(call, fault)
  } else {
    passLogin(call)
    board.fail('soap', fault)
  }
}

/** TLS 1.3: the server's refusal of our certificate comes after our handshake is done. */
function stopBeforeHttp({ board }: FailedTestCall, fault: HikyakuError): void {
  if (isTls(fault)) {
    board.fail('client-certificate', fault)
    return
  }
  if (board.isRunning('client-certificate')) board.skip('client-certificate', testTexts.unclear)
  board.skip('basic', testTexts.unclear)
  board.fail('soap', fault)
}

function isTls({ params }: HikyakuError): boolean {
  return typeof params[causeParam] === 'string'
}

/** The server answered in HTTP, so it bore with our certificate and our login. */
export function passLogin(call: FailedTestCall): void {
  const { partner, board } = call
  passCertificate(call)
  if (partner.user === undefined) board.skip('basic', testTexts.noLogin)
  else board.pass('basic', testTexts.login(partner.user))
}

function passCertificate({ board, certificate, asked }: FailedTestCall): void {
  if (!board.isRunning('client-certificate')) return
  if (certificate === undefined) board.skip('client-certificate', testTexts.noCertificate(asked))
  else board.pass('client-certificate', testTexts.certificate(certificate, asked))
}
