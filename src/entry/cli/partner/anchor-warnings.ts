import type { Partner } from '../../../domain/partners/index.ts'
import type { Session } from '../session.ts'

/** Says at once which of the CAs that were given just now end soon or have ended. */
export async function warnOfAnchors(
  session: Session,
  name: string,
  trust: Partner['trust'] | undefined,
): Promise<void> {
  if (trust === undefined) return
  const { anchorEnds } = await import('../../../domain/certificates/index.ts')
  for (const { fault, params } of anchorEnds({ name, trust }, session.io.clock.now())) {
    session.report(fault, params)
  }
}
