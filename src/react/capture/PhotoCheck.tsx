import { useEffect, useState } from 'react'
import type { DocumentSlot } from '../../core/documents.ts'
import type { Photo } from '../../core/ports.ts'
import type { PhotoIssue } from '../../core/quality.ts'
import { Button } from '../parts/Button.tsx'
import { alert, camera } from '../parts/icons/more-icons.ts'
import { Notice } from '../parts/Notice.tsx'
import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'
import { PhotoChips } from './PhotoChips.tsx'
import { PhotoViewer } from './PhotoViewer.tsx'

interface PhotoCheckProps {
  slot: DocumentSlot
  title: string
  photo: Photo
  onRetake(): void
}

/** Photos of one side after which even a bad one may be used: the look is advice, and a person may know better. */
const triesBeforeAnyway = 2
/** What a look finds moves the buttons: a press that was meant for another one must not use a bad photo. */
const settlesAfterMs = 500

/** What to do besides, where no document is to be seen: it may be too far away, at a slant or in bad light. */
const helpsToSee: ReadonlySet<PhotoIssue> = new Set(['too-far', 'tilted', 'dark', 'bright'])

/** The photo, what a look at it found, and the question whether it can be read. */
export function PhotoCheck({ slot, title, photo, onRetake }: PhotoCheckProps) {
  const { messages, verification } = useWidget()
  const { capture, quality } = messages
  const issues = photo.look?.inspection.issues ?? []
  const isChecking = photo.look === undefined
  const [settled, setSettled] = useState(photo.look)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(photo.look), settlesAfterMs)
    return () => clearTimeout(timer)
  }, [photo.look])
  const trouble = issues[0]
    ? quality.issues[issues[0]]
    : photo.isRepeat
      ? { title: quality.sameTitle, text: quality.sameText }
      : null
  const also = issues[0] === 'no-document' && issues.find((issue) => helpsToSee.has(issue))
  const advice = also && `${trouble?.text} ${quality.issues[also].text}`
  const mayUse = issues.length === 0 || (photo.tries ?? 1) >= triesBeforeAnyway
  const isBusy = isChecking || (trouble !== null && settled !== photo.look)
  const useText = issues.length ? quality.useAnyway : trouble ? quality.sameAnyway : capture.usePhoto
  return (
    <Screen
      name={`photo:${slot}`}
      title={capture.photoTitle}
      lead={capture.photoLead}
      actions={
        // Each in its place, whatever the look finds
        <>
          {mayUse && (
            <Button variant={trouble ? 'secondary' : 'primary'} isBusy={isBusy} onClick={() => void verification.next()}>
              {isBusy ? quality.checking : useText}
            </Button>
          )}
          <Button variant={trouble ? 'primary' : 'secondary'} icon={camera} onClick={onRetake}>
            {capture.retake}
          </Button>
        </>
      }
    >
      <PhotoViewer slot={slot} title={title} photo={photo} />
      <div data-part="section" role="status">
        {trouble && <Notice tone="warning" icon={alert} title={trouble.title} text={advice || trouble.text} />}
        {photo.look !== null && <PhotoChips issues={isChecking ? null : issues} />}
      </div>
    </Screen>
  )
}
