import { Button, Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { addressOf } from '../../api/client.ts'
import { useRead } from '../../api/queries.ts'
import { useWords } from '../../words/i18n.ts'

/** A document as it came, as it went over the wire, or in the columns of a layout. */
export function DownloadMenu({ id, kind }: { id: string; kind: string }): ReactNode {
  const { t, language } = useWords()
  const { data } = useRead('layouts.list', {})
  const layouts = (data?.items ?? []).filter(({ message = kind }) => message === kind)
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="default" size="sm">
          {t('action.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['content', 'wire'] as const).map((form) => (
          <Menu.Item
            key={form}
            component="a"
            href={addressOf('documents.payload', { params: { id }, query: { form } })}
            download
          >
            {t(form === 'content' ? 'download.source' : 'document.download-wire')}
          </Menu.Item>
        ))}
        {layouts.length > 0 && <Menu.Label>{t('download.layouts')}</Menu.Label>}
        {layouts.map((layout) => (
          <Menu.Item
            key={layout.name}
            component="a"
            href={addressOf('documents.converted', {
              params: { id },
              query: { layout: layout.name },
            })}
            download
          >
            {layout.title[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
