import type { ReactNode } from 'react'
import type { FaultView } from '../../../../src/entry/api/contract.ts'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Section } from '../../parts/page.tsx'
import { useWords } from '../../words/i18n.ts'

export interface TellText {
  readonly ja: string
  readonly en: string
}

/** What the catalogue has to say to the partner about a fault. */
export function tellOf({ text }: FaultView): TellText | undefined {
  const [ja, en] = [text.ja.tell, text.en.tell]
  return ja === undefined || en === undefined ? undefined : { ja, en }
}

/** A text that is ready to be sent to the partner. */
export function Tell({ tell }: { tell: TellText | undefined }): ReactNode {
  const { t, language } = useWords()
  if (tell === undefined) return null
  return (
    <Section
      title={t('fault.tell')}
      actions={<CopyButton text={tell[language]} label={t('fault.copy-tell')} />}
    >
      <p className="hint">{t('fault.tell-text')}</p>
      <blockquote className="tell">{tell[language]}</blockquote>
    </Section>
  )
}
