import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words/i18n.ts'
import { useStoppedWay } from './guarded-location.ts'

/** Asks before changes that were typed are lost. */
export function UnsavedDialog(): ReactNode {
  const { t } = useWords()
  const { stopped, stay, leave } = useStoppedWay()
  return (
    <Modal opened={stopped} onClose={stay} title={t('unsaved.title')} withCloseButton={false}>
      <p>{t('unsaved.text')}</p>
      <div className="actions">
        <Button data-autofocus onClick={stay}>
          {t('unsaved.stay')}
        </Button>
        <Button variant="default" onClick={leave}>
          {t('unsaved.leave')}
        </Button>
      </div>
    </Modal>
  )
}
