import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Section } from '../../parts/page.tsx'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'

const practiceOrders = 3

/** An empty station: a real partner, or the practice retailer to try everything with. */
export function FirstSteps(): ReactNode {
  const { t } = useWords()
  const may = useMay('admin')
  const start = useChange('practice.start', ['partners', 'overview', 'certificates'])
  return (
    <Section title={t('first.title')}>
      <p>{t('first.text')}</p>
      {!may && <p className="hint">{t('role.needs.admin')}</p>}
      {may && (
        <>
          <div className="actions">
            <Button component={Link} href="/partners/new">
              {t('first.add')}
            </Button>
            <Button
              variant="default"
              loading={start.isPending}
              onClick={() => start.mutate({ body: { orders: practiceOrders } })}
            >
              {t('first.practice')}
            </Button>
          </div>
          <p className="hint">{t('first.practice-text')}</p>
        </>
      )}
      {start.error !== null && <ErrorNote failure={start.error} />}
    </Section>
  )
}
