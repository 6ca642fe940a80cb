import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type {
  MatchSlipView,
  OpenedSlipView,
  SettlementView,
} from '../../../../src/entry/api/contract.ts'
import { useChange } from '../../api/queries.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { momentText } from '../../parts/moment.ts'
import { useMay } from '../../shell/session.ts'
import { useWords } from '../../words/i18n.ts'

const deeds = ['as-received', 'carry-over', 'offset', 'corrected', 'accepted', 'other'] as const
type Deed = (typeof deeds)[number]

interface FormProps {
  readonly partner: string
  readonly slip: MatchSlipView
  readonly opened: OpenedSlipView
}

/** Why a slip differs and what is done about it; what was said before stands below. */
export function SettleForm({ partner, slip, opened }: FormProps): ReactNode {
  const { t } = useWords()
  const may = useMay('operator')
  const { settled } = slip
  const isDifferent = slip.result !== 'agreed' && slip.result !== 'waiting'
  return (
    <div className="match-said">
      {settled === undefined && isDifferent && may && <Form partner={partner} slip={slip} />}
      {settled !== undefined && (
        <>
          <h3>{t('match.why')}</h3>
          <Said said={settled} />
          {may && <TakeBack partner={partner} id={settled.id} />}
        </>
      )}
      {opened.settlements
        .filter(({ id }) => id !== settled?.id)
        .map((said) => (
          <Said key={said.id} said={said} />
        ))}
    </div>
  )
}

function Form({ partner, slip }: Omit<FormProps, 'opened'>): ReactNode {
  const { t } = useWords()
  const settle = useChange('matching.settle', ['matching', 'audit'])
  const [comment, setComment] = useState('')
  const [deed, setDeed] = useState<Deed>('as-received')
  const isReady = comment.trim() !== '' && !settle.isPending
  return (
    <form
      className="match-settle"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        settle.mutate({ params: { partner }, body: { key: slip.key, deed, comment } })
      }}
    >
      <Textarea
        label={t('match.why')}
        rows={2}
        maxLength={1000}
        required
        withAsterisk={false}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <div className="match-deed">
        <NativeSelect
          size="sm"
          aria-label={t('match.deed')}
          value={deed}
          data={deeds.map((one) => ({ value: one, label: t(`match.deed.${one}`) }))}
          onChange={(event) => setDeed(event.currentTarget.value as Deed)}
        />
        <Button type="submit" size="sm" loading={settle.isPending}>
          {t('match.settle')}&nbsp;<kbd>F9</kbd>
        </Button>
      </div>
      {settle.error !== null && <ErrorNote failure={settle.error} />}
    </form>
  )
}

function Said({ said }: { said: SettlementView }): ReactNode {
  const { t, language } = useWords()
  const { comment, by, at, ended } = said
  return (
    <div className={ended === undefined ? 'match-word' : 'match-word match-ended'}>
      <p>{comment}</p>
      <p className="quiet">
        {said.deedWords[language]}・{by} {momentText(at, language)}
      </p>
      {ended !== undefined && (
        <p className="quiet">
          {t('match.taken-back', { by: ended.by, at: momentText(ended.at, language) })}
        </p>
      )}
    </div>
  )
}

function TakeBack({ partner, id }: { partner: string; id: string }): ReactNode {
  const { t } = useWords()
  const takeBack = useChange('matching.take-back', ['matching', 'audit'])
  return (
    <>
      <Button
        variant="default"
        size="sm"
        loading={takeBack.isPending}
        onClick={() => takeBack.mutate({ params: { partner, id } })}
      >
        {t('match.take-back')}
      </Button>
      {takeBack.error !== null && <ErrorNote failure={takeBack.error} />}
    </>
  )
}
