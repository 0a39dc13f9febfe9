import { createContext, useContext, useEffect, useRef, type ReactNode } from 'react'
import type { MessageOverrides, Messages } from '../locales/messages.ts'
import type { VerificationOptions } from './options.ts'
import type { Ladder } from '../core/ladder.ts'
import type { CaptureTools } from './adapters.ts'
import type { Verification } from './useVerification.ts'

/** What every screen of one widget shares. */
export interface Widget {
  verification: Verification
  options: VerificationOptions
  /** On the first screen only what `english/first.ts` has. */
  messages: Messages
  /** The host's language, or its own texts. */
  overrides: Messages | MessageOverrides | undefined
  /** Begins every id of this widget, so that two can stand on one page. */
  idPrefix: string
  /** The host's name or logo, shown from Submit on. */
  brand: ReactNode
  privacyUrl: string | undefined
  supportUrl: string | undefined
  /** Level of the screens' titles in the host's page. */
  headingLevel: 1 | 2 | 3 | 4
  onClose: (() => void) | undefined
  /** Whether the camera takes the photo by itself, until the person says otherwise. */
  autoCapture: boolean
  /** `deviceId` of the camera to begin with. */
  defaultCamera: string | undefined
  onCameraChange: ((deviceId: string) => void) | undefined
  /** What the capture keeps from one side to the next. */
  capture: CapturePlace
  /** Which screen has been shown last; `null` before the first one. */
  shown: { key: string | null }
}

/** Kept for the whole widget, outside of React's state: the camera's stream has one owner. */
export interface CapturePlace {
  camera: ReturnType<CaptureTools['createCamera']> | null
  ladder?: Ladder
  takesByItself?: boolean
  /** The host's newest: the camera is made once. */
  onCameraChange?: Widget['onCameraChange']
}

const WidgetContext = createContext<Widget | null>(null)

/** Gives the widget to its screens. */
export const WidgetProvider = WidgetContext.Provider

/** The widget around. */
export function useWidget(): Widget {
  const widget = useContext(WidgetContext)
  if (!widget) throw new Error('idstep: a screen stands outside of <IdentityVerification>')
  return widget
}

/**
 * Moves the focus to the title of a new screen, and never on the first one: a page that loads keeps its focus.
 * @param key names the screen
 */
export function useTitleFocus(key: string) {
  const title = useRef<HTMLHeadingElement>(null)
  const { shown } = useWidget()
  useEffect(() => {
    if (shown.key !== null && shown.key !== key && title.current) show(title.current)
    shown.key = key
  }, [key, shown])
  return title
}

/** Focuses a title with its whole card in view, header included. */
function show(title: HTMLElement) {
  title.focus({ preventScroll: true })
  const card = title.closest('[data-part="card"]')
  const view = title.ownerDocument.defaultView
  if (!card || !view) return
  const { top, bottom } = card.getBoundingClientRect()
  // Of the camera all must be seen at once, its shutter stands at the bottom
  const isCut = title.matches('[data-part="camera-title"]') && bottom > view.innerHeight
  if (top < 0 || isCut || title.getBoundingClientRect().bottom > view.innerHeight) card.scrollIntoView({ block: 'start' })
}
