// The client's first line.
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepClient } from '../offline/keep-client.ts'
import { App } from './App.tsx'
import { startI18n } from './i18n.ts'
import { startKeyboard } from './keyboard.ts'
import { startTheme } from './theme.ts'

startI18n()
startTheme()
startKeyboard()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
keepClient()
