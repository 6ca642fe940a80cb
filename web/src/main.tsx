import '@fontsource/noto-sans-jp/400.css'
import '@fontsource/noto-sans-jp/600.css'
import '@mantine/core/styles.css'
import './style/tokens.css'
import './style/frame.css'
import './style/parts.css'
import './style/pages.css'
import './style/diagram.css'
import './style/slips.css'
import './style/answer.css'
import './style/board.css'
import './style/matching.css'
import './style/print.css'
import { createRoot } from 'react-dom/client'
import { App } from './shell/app.tsx'

const place = document.getElementById('root')
if (place !== null) createRoot(place).render(<App />)
