import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: unknown; readonly html: string }[]
}

/** What axe finds wrong on a page as it is, each with the first place; by some rules, or by all. */
export async function violationsOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  // The page's policy forbids foreign scripts; the debugger may run them.
  await page.evaluate(axe)
  const options = { resultTypes: ['violations'], runOnly: rules }
  const found = await page.evaluate<readonly Violation[]>(
    `axe.run(document, ${JSON.stringify(options)}).then((result) => result.violations)`,
  )
  return found.map(({ id, nodes }) => {
    const [first] = nodes
    return `${id} (${nodes.length}): ${JSON.stringify(first?.target)} ${first?.html.slice(0, 200)}`
  })
}
