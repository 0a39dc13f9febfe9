import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent } from 'react'
import type { DocumentSlot } from '../../core/documents.ts'
import { isVerificationError, type VerificationErrorCode } from '../../core/errors.ts'
import type { Rung } from '../../core/ladder.ts'
import { useAdapters } from '../adapters.ts'
import { useWidget } from '../widget.tsx'
import type { Ladder } from './useLadder.ts'

/** How a photo gets in: picked, dropped, pasted or taken; all go the same way. */
export interface PhotoIntake {
  isPreparing: boolean
  /** Which way the one that is being prepared came; the live camera's is not to be chosen again meanwhile. */
  rung?: Rung | undefined
  /** Why the last one could not be used. */
  problem: VerificationErrorCode | null
  isOver: boolean
  take(file: Blob | undefined, rung: Rung): void
  clearProblem(): void
  dropHandlers: {
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    onDrop(event: DragEvent): void
    onPaste(event: ClipboardEvent): void
  }
}

/** Takes photos in for a slot, and says when; a newer one replaces the one under way, and leaving ends it. */
export function usePhotoIntake(slot: DocumentSlot, ladder: Ladder, onTake: (rung: Rung) => void): PhotoIntake {
  const { addPhoto, photoOf } = useWidget().verification
  // The photo there was when a new one was taken: it is being prepared until another stands there
  const [before, setBefore] = useState<{ blob: Blob | undefined; rung: Rung } | null>(null)
  const [problem, setProblem] = useState<VerificationErrorCode | null>(null)
  const [isOver, setOver] = useState(false)
  const current = useRef<AbortController | null>(null)
  const { makePhotoToolsReady } = useAdapters()
  useEffect(() => {
    makePhotoToolsReady()
    return () => current.current?.abort()
  }, [slot, makePhotoToolsReady])

  const take: PhotoIntake['take'] = (file, rung) => {
    if (!file) return
    current.current?.abort()
    const controller = new AbortController()
    current.current = controller
    onTake(rung)
    setProblem(null)
    const blob = photoOf(slot)?.blob
    setBefore({ blob, rung })
    addPhoto(slot, file, rung === 'camera' ? 'camera' : 'file', controller.signal)
      .then(
        () => {
          // One that was replaced, or left alone, before it was ready is no success
          if (photoOf(slot)?.blob !== blob) ladder.onSuccess(rung)
        },
        (error: unknown) => {
          if (controller.signal.aborted) return
          const code = isVerificationError(error) ? error.code : 'file-broken'
          setProblem(code)
          ladder.onFailure(rung, code)
        },
      )
      .finally(() => {
        if (!controller.signal.aborted) setBefore(null)
      })
  }

  const carriesFile = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    isPreparing: before !== null && before.blob === photoOf(slot)?.blob,
    rung: before?.rung,
    problem,
    isOver,
    take,
    clearProblem: () => setProblem(null),
    dropHandlers: {
      onDragOver(event) {
        if (!carriesFile(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event) {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop(event) {
        setOver(false)
        if (!carriesFile(event)) return
        event.preventDefault()
        take(event.dataTransfer.files[0], 'file')
      },
      onPaste(event) {
        const file = event.clipboardData.files[0]
        if (!file) return
        event.preventDefault()
        take(file, 'file')
      },
    },
  }
}
