import { localStorageColorSchemeManager } from '@mantine/core'

/** Light, dark or as the system has it; `public/scheme.js` reads the same key before the first paint. */
export const schemeManager = localStorageColorSchemeManager({ key: 'hikyaku.scheme' })
