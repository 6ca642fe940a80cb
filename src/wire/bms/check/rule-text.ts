/** A rule in words; `{item}`, `{value}` and `{expected}` stand for what varies. */
export interface RuleText {
  /** What is wrong. */
  readonly message: string
  /** What to do about it. */
  readonly remedy: string
}
