/** Why a chain of certificates is refused; `code` is Node's own where Node knows the case. */
export class ChainProblem extends Error {
  override readonly name = 'ChainProblem'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
