import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

import { foldersOf, installedWith, noticesText } from '../scripts/notices.ts'

/** The licences of all that is packed here or installed with the program ask to go with it. */
function notices(): Plugin {
  return {
    name: 'notices',
    generateBundle() {
      const packed = foldersOf(this.getModuleIds())
      const source = noticesText(packed, installedWith(join(import.meta.dirname, '..')))
      this.emitFile({ type: 'asset', fileName: 'notices.txt', source })
    },
  }
}

/** Every browser that runs the console reads WOFF2; the older form would double the files. */
function onlyWoff2(): Plugin {
  return {
    name: 'only-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!/fontsource.*\.css/u.test(id)) return
      return { code: code.replaceAll(/,\s*url\([^)]*\.woff\) format\('woff'\)/gu, ''), map: null }
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [onlyWoff2(), react(), notices()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The Content-Security-Policy allows neither data: addresses nor inline code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
})
