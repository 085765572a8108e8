// The first line of the app's own pages: the address says which one.
import { type ComponentType, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startI18n } from '../../app/i18n.ts'
import { PickPage } from './PickPage.tsx'
import { RingPage } from './RingPage.tsx'
import { WindowPage } from './WindowPage.tsx'

const pages: Record<string, ComponentType> = { '/pick': PickPage, '/ring': RingPage }

startI18n()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const Page = pages[window.location.pathname] ?? WindowPage
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
)
