import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'

/** How long the system's resolver is waited for. */
export interface ResolveWatch {
  readonly timeoutMilliseconds: number
  readonly signal?: AbortSignal
}

/**
 * The addresses of a host, as a connection would find them: hosts file first, then DNS.
 * An address stands for itself.
 *
 * @throws what the resolver reports, with its code; the signal's reason
 */
export async function resolveName(host: string, watch: ResolveWatch): Promise<string[]> {
  if (isIP(host) !== 0) return [host]
  // The look-up itself cannot be stopped; it ends by itself, with nobody waiting for it.
  const found = lookup(host, { all: true })
  found.catch(() => undefined)
  const stop = AbortSignal.any([
    AbortSignal.timeout(watch.timeoutMilliseconds),
    ...(watch.signal === undefined ? [] : [watch.signal]),
  ])
  const addresses = await Promise.race([found, stopped(stop)])
  return addresses.map(({ address }) => address)
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => {
      const { reason } = signal as { reason: Error }
      const late = Object.assign(new Error('the resolver did not answer'), { code: 'EAI_AGAIN' })
      reject(reason.name === 'TimeoutError' ? late : reason)
    }
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}
