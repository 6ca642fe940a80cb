import { expect } from 'vitest'
import { causes } from '../../../src/tls/explanation/causes/index.ts'
import type { Explanation } from '../../../src/tls/explanation/explanation.ts'

/** That an explanation is whole: what speaks for it, what to do, each text in its language. */
export function expectFilled(explained: Explanation, cause: string): void {
  expect(explained.cause).toBe(cause)
  expect(explained.side).toBe(causes.find((row) => row.cause === cause)?.side)
  expect(explained.evidence.length).toBeGreaterThan(0)
  expect(explained.remedies.length).toBeGreaterThan(0)
  const { summary, remedies, evidence, tell } = explained
  for (const { ja, en } of [summary, ...remedies, ...evidence, ...(tell ? [tell] : [])]) {
    expect(ja).not.toMatch(/^$|\{|undefined/)
    expect(en).not.toMatch(/^$|\{|undefined/)
  }
  expect(summary.ja).toMatch(/[ぁ-ん]/)
  expect(summary.en).not.toMatch(/[ぁ-ん]/)
}
