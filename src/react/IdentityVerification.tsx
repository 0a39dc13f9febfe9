import { useId, useMemo, useState, type ReactNode } from 'react'
import { first } from '../locales/english/first.ts'
import { withOverrides, type MessageOverrides, type Messages } from '../locales/messages.ts'
import type { VerificationOptions } from './options.ts'
import { Screens } from './Screens.tsx'
import { useVerification } from './useVerification.ts'
import { WidgetProvider, type CapturePlace, type Widget } from './widget.tsx'

/** The props of {@link IdentityVerification}. */
export interface IdentityVerificationProps extends VerificationOptions {
  /**
   * A language from `idstep/locales/*`, or some texts of one's own in place of the English ones.
   * @default English
   */
  messages?: Messages | MessageOverrides | undefined
  /** `card` draws border, radius and shadow; `plain` fills its place. @default 'card' */
  surface?: 'card' | 'plain' | undefined
  /** Colour scheme. @default the system's */
  theme?: 'light' | 'dark' | undefined
  /** The host's name or logo; shown from Submit on. */
  brand?: ReactNode
  /** Where the host explains what happens to the data; the privacy line links to it. */
  privacyUrl?: string | undefined
  /** Where a person gets help after a problem or a refusal. */
  supportUrl?: string | undefined
  /** Level of the screens' titles in the host's page. @default 2 */
  headingLevel?: 1 | 2 | 3 | 4 | undefined
  /**
   * Whether the live camera takes the photo by itself once the document is whole, sharp and steady; the person can
   * switch it off, and the shutter always works. @default true
   */
  autoCapture?: boolean | undefined
  /** `deviceId` of the camera to begin with, for example a document camera at a counter. @default the best for documents */
  defaultCamera?: string | undefined
  /** Called with the `deviceId` of the camera whenever it changes, to be given as `defaultCamera` the next time. */
  onCameraChange?: ((deviceId: string) => void) | undefined
  /** Called by the button on a final screen; without it there is none. */
  onClose?: (() => void) | undefined
}

/**
 * Verifies who a person is: asks, photographs the document, sends it to the vendor and waits for the verdict.
 * The vendor's key stays on the host's server, behind the callbacks.
 * @example <IdentityVerification {...createHost({ baseUrl: '/api/kyc' })} onComplete={(outcome) => …} />
 */
export function IdentityVerification(props: IdentityVerificationProps) {
  // Another person must not see, or be asked about, what this one has typed
  return <Root key={props.draftKey} {...props} />
}

function Root(props: IdentityVerificationProps) {
  const { messages: overrides, surface = 'card', theme, brand, privacyUrl, supportUrl, headingLevel = 2, onClose } = props
  const { autoCapture = true, defaultCamera, onCameraChange } = props
  const verification = useVerification(props)
  const idPrefix = `idstep${useId().replace(/\W/g, '')}`
  // The other screens bring their English with them, see LaterScreens
  const messages = useMemo(() => withOverrides(first as Messages, overrides), [overrides])
  const [capture] = useState<CapturePlace>({ camera: null })
  const [shown] = useState<Widget['shown']>({ key: null })
  const widget: Widget = {
    verification,
    options: props,
    messages,
    overrides,
    idPrefix,
    brand,
    privacyUrl,
    supportUrl,
    headingLevel,
    onClose,
    autoCapture,
    defaultCamera,
    onCameraChange,
    capture,
    shown,
  }
  return (
    <WidgetProvider value={widget}>
      <div data-idstep="" data-surface={surface} data-theme={theme} lang={messages.locale} dir={messages.dir}>
        <Screens />
      </div>
    </WidgetProvider>
  )
}
