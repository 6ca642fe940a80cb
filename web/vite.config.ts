import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

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
  plugins: [onlyWoff2(), react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The Content-Security-Policy allows neither data: addresses nor inline code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
})
