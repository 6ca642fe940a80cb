import { Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import type { ReactNode } from 'react'
import { changeLanguage, useWords } from '../words/i18n.ts'

/** Japanese or English, named in the other language, for who cannot read this one. */
export function LanguageSwitch(): ReactNode {
  const { t, language } = useWords()
  const other = language === 'ja' ? 'en' : 'ja'
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      lang={other}
      aria-label={t('app.language-label')}
      onClick={() => void changeLanguage(other)}
    >
      {t('app.language')}
    </Button>
  )
}

/** Light or dark; until somebody chooses, as the system has it. */
export function SchemeSwitch(): ReactNode {
  const { t } = useWords()
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <Button variant="subtle" size="compact-sm" onClick={() => setColorScheme(other)}>
      {t(`app.scheme.${other}`)}
    </Button>
  )
}
