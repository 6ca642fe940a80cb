/** Why a PFX cannot be read: its form, its password, or something that is not read here. */
export class PfxProblem extends Error {
  readonly kind: 'no-pfx' | 'wrong-password' | 'not-supported'

  constructor(kind: PfxProblem['kind'], cause?: unknown) {
    super(typeof cause === 'string' ? `${cause}: ${kind}` : kind, { cause })
    this.kind = kind
  }
}
