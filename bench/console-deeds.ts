import type { Page } from 'playwright-core'
import type { Deed } from './paint-probe.ts'

/** Some rows are on the screen, and every one of them fits. */
const rows = (fits = 'true'): string =>
  `((lines) => lines.length > 10 && lines.every((line) => ${fits}))` +
  `([...document.querySelectorAll('.table-line')])`

const link = (href: string) => (page: Page) => page.locator(`nav a[href="${href}"]`).click()

/** A row lies in the middle of the table, so that nothing is blank there. */
const rowInTheMiddle = `((box) => document
  .elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  ?.closest('.table-line') !== null)(document.querySelector('.table').getBoundingClientRect())`

export const openInbox: Deed = {
  event: 'click',
  ready: `location.pathname === '/inbox' && ${rows()}`,
  act: link('/inbox'),
}

export const openDocument: Deed = {
  event: 'click',
  ready: `location.pathname.startsWith('/documents/') &&
    document.querySelector('.fold, .lines .line') !== null`,
  act: (page) => page.locator('.table-line .row-link').first().click(),
}

export const goBack: Deed = {
  event: 'popstate',
  ready: `location.pathname === '/inbox' && ${rows()}`,
  act: (page) => page.evaluate('history.back()'),
}

export const scroll: Deed = {
  event: 'wheel',
  ready: rowInTheMiddle,
  act: (page) => page.mouse.wheel(0, 3000),
}

export const openHome: Deed = {
  event: 'click',
  ready: `document.querySelector('.charts') !== null`,
  act: link('/'),
}

export const chooseState: Deed = {
  event: 'change',
  ready: rows(`line.querySelector('.cell-state').textContent.includes('隔離')`),
  act: (page) => page.locator('.filters select').nth(1).selectOption('quarantined'),
}

/** Each key of {@link kind}; the last one waits for the rows, which come when the typing rests. */
const kind = 'Invoice'
export const typeKind: readonly Deed[] = Array.from(kind, (key, at) => ({
  event: 'keydown',
  ready: at < kind.length - 1 ? 'true' : rows(`line.textContent.includes('${kind}')`),
  act: (page) => page.keyboard.press(key),
}))

/** The same deeds on a page that does next to nothing: what browser and machine take themselves. */
export const barePage = `<!doctype html><title>bare</title>
<button>rows</button> <input> <div class="list"></div>
<script>
  const list = document.querySelector('.list')
  const fill = () => {
    list.innerHTML = Array.from({ length: 40 }, (_, at) => '<p>row ' + at + '</p>').join('')
  }
  document.querySelector('button').onclick = () => { history.pushState(1, ''); fill() }
  addEventListener('popstate', () => { list.textContent = '' })
</script>`

const filled = `document.querySelectorAll('.list p').length === 40`

export const bareDeeds: Readonly<Record<string, Deed>> = {
  'a click': {
    event: 'click',
    ready: filled,
    act: (page) => page.locator('button').click(),
  },
  'the wheel': { event: 'wheel', ready: 'true', act: (page) => page.mouse.wheel(0, 300) },
  Back: {
    event: 'popstate',
    ready: `!(${filled})`,
    act: (page) => page.evaluate('history.back()'),
  },
  'a key': {
    event: 'keydown',
    ready: 'true',
    act: async (page) => {
      await page.locator('input').focus()
      await page.keyboard.press('a')
    },
  },
}
