import type { KeyboardEvent, ReactNode } from 'react'
import { fill } from '../../locales/messages.ts'
import { useTitleFocus, useWidget } from '../widget.tsx'
import { Icon } from './icons/Icon.tsx'
import { arrowStart, lock } from './icons/icons.ts'

interface ScreenProps {
  /** Names the screen for `data-step` and for the focus. */
  name: string
  title: string
  lead?: ReactNode
  /** Stands above the title: the error summary. */
  summary?: ReactNode
  align?: 'center'
  children?: ReactNode
  actions?: ReactNode
  /** Stack the actions at every width. */
  stack?: boolean
  /** Goes between heading and title's wrapper: the icon of a result. */
  art?: ReactNode
  /** Enter in a field does what the primary action does. */
  onEnter?: () => void
  /** What the back arrow does. @default one step back */
  onBack?: (() => void) | undefined
}

/** The frame of every screen: header, title, body, actions, privacy line. */
export function Screen({ name, title, lead, summary, align, children, actions, stack, art, onEnter, onBack }: ScreenProps) {
  const { headingLevel } = useWidget()
  const titleRef = useTitleFocus(name)
  const Heading = `h${headingLevel}` as 'h2'

  // Not a form of our own: the host may have put us into one of its own, and Enter must not send that
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return
    if (!(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    onEnter?.()
  }

  return (
    <section data-part="card" data-step={name} onKeyDown={onKeyDown}>
      <Header onBack={onBack} />
      <div data-part="body" data-align={align} key={name}>
        {summary}
        {art}
        <div data-part="heading">
          <Heading data-part="title" tabIndex={-1} ref={titleRef}>
            {title}
          </Heading>
          {lead && <p data-part="lead">{lead}</p>}
        </div>
        {children}
      </div>
      <div data-part="footer">
        {actions && (
          <div data-part="actions" data-layout={stack ? 'stack' : undefined}>
            {actions}
          </div>
        )}
        <Privacy />
      </div>
    </section>
  )
}

function Header({ onBack }: { onBack: (() => void) | undefined }) {
  const { verification, messages, brand, options } = useWidget()
  const { steps, step } = verification
  if (step === null) return <div data-part="header" data-state="first">{brand && <div data-part="brand">{brand}</div>}</div>
  const position = steps.indexOf(step)
  const back = onBack ?? (position > 0 ? verification.back : options.onCancel && verification.cancel)
  return (
    <div data-part="header" data-state={back ? 'step' : 'first'}>
      {back && (
        <button type="button" data-part="back" aria-label={position > 0 || onBack ? messages.back : messages.cancel} onClick={back}>
          <Icon path={arrowStart} mirror />
        </button>
      )}
      <div data-part="stepper">
        <ol data-part="stepper-bar" aria-hidden="true">
          {steps.map((name, index) => (
            <li
              key={name}
              data-part="stepper-segment"
              data-state={index < position ? 'done' : index === position ? 'current' : 'todo'}
            />
          ))}
        </ol>
        <p data-part="stepper-label">{fill(messages.stepOf, { step: position + 1, count: steps.length })}</p>
      </div>
    </div>
  )
}

function Privacy() {
  const { messages, privacyUrl } = useWidget()
  return (
    <p data-part="privacy">
      <Icon path={lock} />
      <span>
        <span>{messages.privacyText}</span>
        {privacyUrl && (
          <>
            {' '}
            <a data-part="link" data-target="" href={privacyUrl} target="_blank" rel="noreferrer">
              {messages.privacyLink}
            </a>
          </>
        )}
      </span>
    </p>
  )
}
