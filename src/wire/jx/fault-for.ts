import { faultText, type HikyakuError } from '../../errors/index.ts'
import type { FaultCode, SoapFault } from './message.ts'

/**
 * The SOAP fault that tells a caller of our failure.
 *
 * Trouble on our side is `Server`, so that the partner tries again; only their own
 * mistakes are `Client`, and nothing of our inside is told. A message
 * that was cut on its way is `Server` too: sent again as it is, it will do, and
 * `Client` would tell the partner never to try (SOAP 1.1 §4.4.1).
 */
export function faultFor(error: HikyakuError): Omit<SoapFault, 'operation' | 'header'> {
  const code = codeOf(error)
  const { id } = error.entry
  if (error.entry.side !== 'partner') return { code, text: `internal server error (${id})` }
  // By which name we know the caller is a matter of our house.
  const params = { ...error.params, partner: 'the caller' }
  return { code, text: faultText(error.fault, params, 'en').message, detail: id }
}

function codeOf(error: HikyakuError): FaultCode {
  if (error.fault === 'soap-version') return 'VersionMismatch'
  if (error.fault === 'must-understand') return 'MustUnderstand'
  const { side, retry } = error.entry
  return side === 'partner' && retry === 'never' ? 'Client' : 'Server'
}
