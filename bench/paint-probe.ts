import type { Page } from 'playwright-core'

/** Milliseconds from an operator's deed to what the screen shows of it. */
export interface Paint {
  /** To the first frame after it: what tells the operator that the deed was seen. */
  readonly first: number
  /** To the frame that shows what was asked for. */
  readonly whole: number
}

/**
 * What waits in the page for the event of a deed. The time begins with the event's own
 * time stamp, so that what the page did before it counts too. A frame is painted once the
 * next one begins: up to a frame (17 ms) more than the truth, never less.
 */
const probe = `(eventType, ready) => new Promise((done, fail) => {
  setTimeout(fail, 15_000, new Error('the page did not answer: ' + ready))
  addEventListener(eventType, (event) => {
    let first
    requestAnimationFrame(() => requestAnimationFrame(() => {
      first = performance.now() - event.timeStamp
    }))
    const look = () => {
      if (!ready()) return requestAnimationFrame(look)
      requestAnimationFrame(() => done({ first, whole: performance.now() - event.timeStamp }))
    }
    requestAnimationFrame(look)
  }, { capture: true, once: true })
})`

/** An operator's deed on a page, and how to see that the page has answered it. */
export interface Deed {
  readonly event: 'click' | 'keydown' | 'wheel' | 'change' | 'popstate'
  /** An expression of the page that holds once what was asked for is there. */
  readonly ready: string
  readonly act: (page: Page) => Promise<unknown>
}

/** Does it and waits for the frame that shows its end. */
export async function paintOf(page: Page, { event, ready, act }: Deed): Promise<Paint> {
  await page.evaluate(`void (globalThis.paint = (${probe})('${event}', () => ${ready}))`)
  await act(page)
  return page.evaluate<Paint>('globalThis.paint')
}
