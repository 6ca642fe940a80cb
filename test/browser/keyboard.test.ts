import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import { practicePartnerName } from '../../src/practice/index.ts'
import { openForAll } from './opened-for-all.ts'
import { liveIn } from './lived-in.ts'
import { settle } from './opened-console.ts'

/** In the page: what the Tab key should reach, in this order. */
const stops = `[...document.querySelectorAll(
  'a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((one) =>
    !one.disabled && one.tabIndex >= 0 && !(one.type === 'radio' && !one.checked) &&
    one.checkVisibility({ visibilityProperty: true }) && one.closest('[aria-hidden=true]') === null)`

/** In the page, after a Tab: whether the focus went on, and can be seen. */
const step = `(() => {
  const walk = (window.walk ??= { reached: new Set(), last: undefined })
  const at = document.activeElement
  if (at === walk.last) return { state: 'same' }
  if (at === document.body || walk.reached.has(at)) {
    const missed = (${stops}).filter((one) => !walk.reached.has(one))
    return { state: 'end', wrong: missed.map((one) => 'missed ' + one.outerHTML.slice(0, 120)) }
  }
  const style = getComputedStyle(at)
  const own = at.matches('svg *') ? getComputedStyle(at.querySelector('.step-area')).strokeWidth : '0'
  const seen = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || parseFloat(own) >= 3
  const box = at.getBoundingClientRect()
  const there = box.bottom > 0 && box.top < innerHeight
  const { last } = walk
  const onward = last === undefined || !last.isConnected ||
    (last.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  walk.last = at
  walk.reached.add(at)
  const wrong = Object.entries({ seen, there, onward }).filter(([, good]) => !good).map(([what]) => 'not ' + what + ': ' + at.outerHTML.slice(0, 120))
  return { state: 'on', wrong }
})()`

/** In the page: as if the focus had gone through all before `main`. */
const passFrame = `(() => {
  const main = document.querySelector('main')
  const reached = new Set((${stops}).filter((one) => !main.contains(one)))
  const last = [...reached].findLast((one) => one.compareDocumentPosition(main) & Node.DOCUMENT_POSITION_FOLLOWING)
  window.walk = { reached, last }
  last.focus()
})()`

interface Step {
  /** `same`: a date has three fields and a button. */
  readonly state: 'same' | 'on' | 'end'
  readonly wrong?: readonly string[]
}

const mostTabs = 600

function isFocused(place: Locator): Promise<boolean> {
  return place
    .and(place.page().locator(':focus'))
    .count()
    .then((count) => count === 1)
}

describe('the console by keyboard alone', () => {
  const life = openForAll('ja', liveIn)

  /** Goes through a page by Tab. */
  async function walk(): Promise<{ reached: number; wrong: readonly string[] }> {
    const { page } = life.signed
    const wrong: string[] = []
    let reached = 0
    for (let times = 0; times < mostTabs; times++) {
      await page.keyboard.press('Tab')
      const found = await page.evaluate<Step>(step)
      wrong.push(...(found.wrong ?? []))
      if (found.state === 'end') return { reached, wrong }
      if (found.state === 'on') reached++
    }
    return { reached, wrong: [...wrong, 'there is no end'] }
  }

  test('Tab reaches everything on every page, in its order, and is always seen', async () => {
    const { page, open } = life.signed
    const all: Record<string, readonly string[]> = {}
    for (const { name, path } of life.lived.pages) {
      await open(path)
      await settle(page)
      // The frame is the same on every page: the first is walked whole, the others from their text on.
      const whole = Object.keys(all).length === 0
      if (!whole) await page.evaluate(passFrame)
      const { reached, wrong } = await walk()
      all[name] = wrong
      expect(reached).toBeGreaterThan(whole ? 15 : 0)
    }
    expect(Object.entries(all).filter(([, wrong]) => wrong.length > 0)).toEqual([])
  }, 600_000)

  test('the first Tab leads past the menu', async () => {
    const { page, open } = life.signed
    await open('/inbox')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
  })

  test('arrow keys go from row to row, and Enter opens', async () => {
    const { page, open } = life.signed
    await open('/faults')
    await page.locator('.row-link').first().focus()
    await page.keyboard.press('ArrowDown')
    const second = page.locator('[data-index="1"] .row-link')
    await expect.poll(() => isFocused(second)).toBe(true)
    await page.keyboard.press('Enter')
    await page.locator('.fault-card').waitFor()
  })

  test.each([
    [`/partners/${practicePartnerName}`, '接続先を削除'],
    ['/certificates/edi', '削除'],
  ])(
    'a dialog on %s holds the focus, Escape ends it, and the focus returns',
    async (path, name) => {
      const { page, open } = life.signed
      await open(path)
      await settle(page)
      const button = page.locator('main').getByRole('button', { name, exact: true })
      await button.focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      const inside = (): Promise<boolean> =>
        page.evaluate('document.activeElement.closest("[role=dialog]") !== null')
      await expect.poll(inside).toBe(true)
      for (const key of ['Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
        await page.keyboard.press(key)
        expect([key, await inside()]).toEqual([key, true])
      }
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'hidden' })
      await expect.poll(() => isFocused(button)).toBe(true)
    },
  )

  test('the menu of the user opens, and Escape ends it', async () => {
    const { page, open } = life.signed
    await open('/')
    const button = page.locator('.user-button')
    await button.focus()
    await page.keyboard.press('Enter')
    const item = page.getByRole('menuitem', { name: 'パスワードを変更' })
    await item.waitFor()
    await expect
      .poll(async () => {
        await page.keyboard.press('ArrowDown')
        return isFocused(item)
      })
      .toBe(true)
    await page.keyboard.press('Escape')
    await item.waitFor({ state: 'hidden' })
    await expect.poll(() => isFocused(button)).toBe(true)
  })
})
