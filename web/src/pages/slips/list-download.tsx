import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { SlipView } from '../../../../src/entry/api/contract.ts'
import { useWords } from '../../words/i18n.ts'

/** Spreadsheets take the text for Japanese only with this before it. */
const byteOrderMark = '\uFEFF'

/** The list that is shown, as a CSV file. */
export function ListDownload({ slips }: { slips: readonly SlipView[] }): ReactNode {
  const { t, language } = useWords()
  const head = [
    t('search.kind'),
    t('search.number'),
    t('list.partner'),
    t('search.buyer'),
    t('search.store'),
    t('search.store-name'),
    t('inbox.delivery'),
    t('search.date'),
    t('search.lines'),
    t('inbox.amount'),
    'ID',
  ]
  const save = (): void => {
    const rows = slips.map((slip) => [
      slip.title[language],
      slip.number,
      slip.partner,
      slip.buyer,
      slip.storeCode,
      slip.storeName,
      slip.deliveryDate ?? '',
      slip.date ?? '',
      String(slip.lines),
      String(slip.amount ?? ''),
      slip.documentId,
    ])
    const text = [head, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')
    const file = new Blob([byteOrderMark, text, '\r\n'], { type: 'text/csv' })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = 'slips.csv'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <Button variant="default" size="sm" disabled={slips.length === 0} onClick={save}>
      {t('search.save')}
    </Button>
  )
}

/** A value that a spreadsheet would take for a formula is kept a text. */
function cellText(value: string): string {
  const plain = /^[=+@\t\r]|^-(?!\d+$)/u.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
