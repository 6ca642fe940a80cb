import type { Page } from '../../../domain/exchange/index.ts'

/**
 * A list of a time goes by the time; every other by the order in which its rows were written.
 * What was written while a clock was wrong then stands among what was written with it.
 */
export function isOfTime({ from, to }: Pick<Page, 'from' | 'to'>): boolean {
  return from !== undefined || to !== undefined
}
