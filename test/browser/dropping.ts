import type { Page } from 'playwright-core'

/** Drops a file of these bytes on a place of the page, as from a folder of the desktop. */
export async function dropFile(
  page: Page,
  selector: string,
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array | string },
): Promise<void> {
  const base64 = Buffer.from(bytes).toString('base64')
  const dropped = await page.evaluateHandle(
    `(({ name, base64 }) => {
      const transfer = new DataTransfer()
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))
      transfer.items.add(new File([bytes], name))
      return transfer
    })(${JSON.stringify({ name, base64 })})`,
  )
  await page.dispatchEvent(selector, 'drop', { dataTransfer: dropped })
}
