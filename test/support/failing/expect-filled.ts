import { expect } from 'vitest'
import { causes } from '../../../src/wire/tls/explanation/causes/index.ts'
import type { Explanation } from '../../../src/wire/tls/explanation/explanation.ts'

/** Words of the TLS library about itself, of our reader, and marks for what is not there. */
const inside = /\.c:\d|SSL routines|Node\.js|\bincomplete\b|\\u00|[（(][-?][）)]|(?:says|応答) -/

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
    expect(ja + en).not.toMatch(inside)
    // Whatever others send, a person can read it.
    expect(Math.max(ja.length, en.length)).toBeLessThan(1500)
  }
  // Commands are for the operator, and no partner knows the words of our settings.
  if (tell) expect(tell.ja + tell.en).not.toMatch(/\b(?:partner|tls) [a-z]+ |接続先設定|--[a-z]/)
  // Nobody finds a line of a log without its time.
  if (tell?.ja.includes('ログ')) expect(tell.ja + tell.en).toMatch(/ \d\d:\d\d:\d\d [+-]/)
  for (const { command } of remedies.flatMap((one) => one.actions ?? [])) {
    expect(command).toMatch(/^hikyaku [a-z]+ (?!.*(?:\{|undefined))/)
  }
  expect(summary.ja).toMatch(/[ぁ-ん]/)
  expect(summary.en).not.toMatch(/[ぁ-ん]/)
}
