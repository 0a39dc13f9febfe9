import { useEffect, useRef, type ReactNode } from 'react'
import { Icon } from '../parts/icons/Icon.tsx'
import { camera as cameraIcon, check, close, focus } from '../parts/icons/more-icons.ts'
import { useWidget } from '../widget.tsx'
import type { CameraState } from './CameraView.tsx'

interface CameraSheetProps {
  state: CameraState
  onChoose(id: string): void
  takesByItself: boolean
  onTakesByItself(takesByItself: boolean): void
  onClose(): void
  /** The focus went elsewhere. */
  onLeave(to: EventTarget): void
  /** The other ways to a photo. */
  children: ReactNode
}

/** What can be set while the camera is on: which camera, whether it takes the photo by itself, another way altogether. */
export function CameraSheet({ state, onChoose, takesByItself, onTakesByItself, onClose, onLeave, children }: CameraSheetProps) {
  const { messages } = useWidget()
  const texts = messages.camera
  const sheet = useRef<HTMLDivElement>(null)
  useEffect(() => sheet.current?.focus({ preventScroll: true }), [])
  const hasChoice = state.cameras.length > 1
  return (
    <div
      data-part="sheet"
      role="dialog"
      aria-label={texts.options}
      tabIndex={-1}
      ref={sheet}
      onBlur={({ currentTarget, relatedTarget }) => {
        // Tabbed past its end, it would be in the way of what the person goes to
        if (relatedTarget && !currentTarget.contains(relatedTarget)) onLeave(relatedTarget)
      }}
    >
      <div data-part="sheet-head">
        <p data-part="section-title">{hasChoice ? texts.choose : texts.options}</p>
        <button type="button" data-part="icon-button" aria-label={messages.close} onClick={onClose}>
          <Icon path={close} />
        </button>
      </div>
      {hasChoice && (
        <div data-part="sheet-list">
          {namesOf(state.cameras, texts.facing).map(({ id, name }) => (
            <button
              key={id}
              type="button"
              data-part="option"
              data-state={id === state.current?.id ? 'selected' : undefined}
              aria-pressed={id === state.current?.id}
              onClick={() => onChoose(id)}
            >
              <Icon path={cameraIcon} />
              <span>{name}</span>
              {id === state.current?.id && <Icon path={check} />}
            </button>
          ))}
        </div>
      )}
      <button
        type="button"
        role="switch"
        data-part="option"
        aria-checked={takesByItself}
        data-state={takesByItself ? 'selected' : undefined}
        onClick={() => onTakesByItself(!takesByItself)}
      >
        <Icon path={focus} />
        <span>{texts.takesByItself}</span>
        {takesByItself && <Icon path={check} />}
      </button>
      {children}
    </div>
  )
}

/** By the way they look, in the person's words, and numbered where there are several; browsers' labels are not for people. */
function namesOf(cameras: CameraState['cameras'], names: Record<'environment' | 'user' | 'other', string>) {
  const seen: Record<string, number> = {}
  const counts: Record<string, number> = {}
  for (const { facing } of cameras) counts[facing ?? 'other'] = (counts[facing ?? 'other'] ?? 0) + 1
  return cameras.map(({ id, facing, label }) => {
    const kind = facing ?? 'other'
    const number = (seen[kind] = (seen[kind] ?? 0) + 1)
    if (kind === 'other' && label) return { id, name: label }
    return { id, name: counts[kind] === 1 ? names[kind] : `${names[kind]} ${number}` }
  })
}
