import type { LiveHint } from '../../core/quality.ts'
import { Icon } from '../parts/icons/Icon.tsx'
import { alert, check, closer, corners, focus, glare, search, sun } from '../parts/icons/more-icons.ts'
import { useWidget } from '../widget.tsx'
import type { CameraMood } from './Guide.tsx'

const icons: Readonly<Record<LiveHint, string>> = {
  'no-document': search,
  closer,
  back: corners,
  whole: corners,
  still: alert,
  dark: sun,
  bright: sun,
  glare,
  blurry: focus,
  tilted: alert,
  steady: check,
}

/**
 * The one thing to change, in words that are also spoken. It changes at most once a second. With nothing to say it is only
 * not seen: a live region that comes with its words is not read out.
 */
export function HintPill({ hint, isStarting, mood }: { hint: LiveHint | null; isStarting: boolean; mood: CameraMood }) {
  const { camera: texts } = useWidget().messages
  return (
    <p data-part="hint-pill" data-state={!isStarting && hint === null ? 'empty' : mood}>
      {isStarting ? <span data-part="spinner" data-size="sm" aria-hidden="true" /> : hint && <Icon path={icons[hint]} />}
      <span role="status">{isStarting ? texts.starting : hint && texts.hints[hint]}</span>
    </p>
  )
}
