import { Button, Menu } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { call } from '../api/client.ts'
import { useWords } from '../words/i18n.ts'
import { leaveIfSaved } from './guarded-location.ts'
import { PasswordDialog } from './password-dialog.tsx'
import { useUser } from './session.ts'

/** Who is signed in, and how to leave. */
export function UserMenu(): ReactNode {
  const { t } = useWords()
  const user = useUser()
  const [changing, setChanging] = useState(false)
  const signOut = async (): Promise<void> => {
    await call('session.logout', {}).catch(() => undefined)
    location.assign('/')
  }
  return (
    <>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <Button variant="default" size="compact-sm" className="user-button">
            {t('word.with-note', { text: user.name, note: t(`role.${user.role}`) })}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setChanging(true)}>{t('session.change-password')}</Menu.Item>
          <Menu.Item component="a" href="/notices.txt" target="_blank" rel="noreferrer">
            {t('app.notices')}
          </Menu.Item>
          <Menu.Item onClick={() => leaveIfSaved(() => void signOut())}>
            {t('session.sign-out')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <PasswordDialog opened={changing} onClose={() => setChanging(false)} />
    </>
  )
}
