import { localName } from './notation.ts'

const words: Readonly<Record<string, string>> = {
  gln: 'GLN',
  gtin: 'GTIN',
  ID: 'id',
  sbcs: '(half width)',
  PR: 'PR',
  Calssification: 'classification',
}

/** An item in English, from its element: `deliveryDateToReceiver` is “Delivery date to receiver”. */
export function englishName(name: string): string {
  const parts = localName(name.replace('@', '')).split(/(?<=[a-z0-9])(?=[A-Z])|_/)
  const text = parts.map((part) => words[part] ?? part.toLowerCase()).join(' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
