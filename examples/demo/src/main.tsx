import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import 'idstep/styles.css'
import './bank.css'
import './panel/panel.css'
import { App } from './App.tsx'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
