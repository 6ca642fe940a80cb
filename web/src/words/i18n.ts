import { createInstance } from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { words, type WordKey } from './words.ts'

export type Language = 'ja' | 'en'

const storageKey = 'hikyaku.language'

/** The texts of the console; `{slots}` are filled, and React escapes what is in them. */
export const i18n = createInstance()

const entries = Object.entries(words)
void i18n.use(initReactI18next).init({
  lng: chosenLanguage(),
  fallbackLng: 'ja',
  resources: {
    ja: { translation: Object.fromEntries(entries.map(([key, [ja]]) => [key, ja])) },
    en: { translation: Object.fromEntries(entries.map(([key, [, en]]) => [key, en])) },
  },
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false },
  react: { useSuspense: false },
})
document.documentElement.lang = i18n.language

/** Changes the language of everything on the screen, and remembers it. */
export async function changeLanguage(language: Language): Promise<void> {
  await i18n.changeLanguage(language)
  document.documentElement.lang = language
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Storage is switched off: it holds until the page is closed.
  }
}

function chosenLanguage(): Language {
  const wanted = [remembered(), ...navigator.languages].find(
    (one) => one?.startsWith('ja') === true || one?.startsWith('en') === true,
  )
  return wanted?.startsWith('en') === true ? 'en' : 'ja'
}

function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

export type Slots = Readonly<Record<string, string | number>>
/** Says a text of the table in the language that is chosen. */
export type Say = (key: WordKey, slots?: Slots) => string

/** For what is not a component: says it in the language chosen now. */
export const say: Say = (key, slots) => i18n.t(key, slots ?? {})

/** The texts for a component; it is drawn again when the language changes. */
export function useWords(): { t: Say; language: Language } {
  const { t, i18n: instance } = useTranslation(undefined, { i18n })
  return {
    t: (key, slots) => t(key, slots ?? {}),
    language: instance.language === 'en' ? 'en' : 'ja',
  }
}
