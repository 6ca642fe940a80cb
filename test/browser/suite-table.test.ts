import { describe, expect, test } from 'vitest'

import { practicePartnerName } from '../../src/practice/index.ts'
import { liveIn } from './lived-in.ts'
import { openForAll } from './opened-for-all.ts'

/** In the page: the cells of buttons that lie outside of their box, or beneath another cell. */
const outOfReach = `[...document.querySelectorAll('.suite-table .move')].filter((cell) => {
  const scroll = cell.closest('.scroll-box')
  cell.scrollIntoView({ block: 'center' })
  scroll.scrollLeft = 0
  const { left, right, top, bottom } = cell.getBoundingClientRect()
  const box = scroll.getBoundingClientRect()
  const at = document.elementFromPoint(right - 20, (top + bottom) / 2)
  return left < box.left || right > box.right || !cell.contains(at)
}).length`

describe('the table of suites', () => {
  const life = openForAll('en', liveIn)

  test.each([1280, 1024, 390])('has its buttons in sight at %i', async (width) => {
    const { open, page } = life.signed
    await page.setViewportSize({ width, height: 800 })
    await open(`/partners/${practicePartnerName}/options`)
    await page.locator('.suite-table .move').first().waitFor()
    expect(await page.locator('.suite-table .move').count()).toBeGreaterThan(20)
    expect(await page.evaluate(outOfReach)).toBe(0)
  })
})
