import { expect, test } from 'vitest'
import { layOut } from './sequence-layout.ts'
import type { SequenceStep } from './sequence-model.ts'

const step = (kind: SequenceStep['kind'], ...lines: string[]): SequenceStep => ({
  id: '',
  kind,
  title: '',
  lines,
  from: 'client',
  mood: 'plain',
  facts: [],
})
const linesOf = (kind: SequenceStep['kind'], line: string): readonly string[] | undefined =>
  layOut([step(kind, line)]).steps[0]?.lines

test('steps stand one below the other, each as high as its lines', () => {
  const { steps, height } = layOut([step('message', 'a', 'b'), step('act')])
  expect(steps[1]?.top).toBe((steps[0]?.top ?? 0) + (steps[0]?.height ?? 0))
  expect(height).toBeGreaterThanOrEqual((steps[1]?.top ?? 0) + (steps[1]?.height ?? 0))
})

test('a line breaks at a blank, in a word without one, and loses nothing', () => {
  expect(linesOf('message', 'x'.repeat(74))).toEqual(['x'.repeat(74)])
  expect(linesOf('message', `${'x'.repeat(70)} ${'y'.repeat(10)}`)).toEqual([
    'x'.repeat(70),
    'y'.repeat(10),
  ])
  expect(linesOf('act', 'x'.repeat(60))).toEqual(['x'.repeat(54), 'x'.repeat(6)])
})

test('a Japanese character takes two columns', () => {
  expect(linesOf('act', '証'.repeat(28))).toEqual(['証'.repeat(27), '証'])
})
