import { useEffect, useRef, useState, type PointerEvent } from 'react'
import type { DocumentSlot } from '../../core/documents.ts'
import type { Photo } from '../../core/ports.ts'
import { fill, formatBytes } from '../../locales/messages.ts'
import { Icon } from '../parts/icons/Icon.tsx'
import { turn as turnIcon, zoomIn, zoomOut } from '../parts/icons/more-icons.ts'
import { useObjectUrl } from '../parts/useObjectUrl.ts'
import { useWidget } from '../widget.tsx'
import { largestZoom, useZoom } from './useZoom.ts'

/** The photo at a size at which every word can be judged: the document as large as fits, made larger, moved about, turned. */
export function PhotoViewer({ slot, title, photo }: { slot: DocumentSlot; title: string; photo: Photo }) {
  const { messages } = useWidget()
  const { capture, quality, locale } = messages
  const url = useObjectUrl(photo.blob)
  const frame = useRef<HTMLDivElement>(null)
  const [zoom, setZoom] = useZoom(frame, photo)
  const { isTurning, hasTurned, turn } = useTurn(slot)
  const alt = fill(capture.photoAlt, { title })
  const turnWhole = () => {
    setZoom(1)
    turn()
  }
  const tools = [
    { name: quality.zoomOut, icon: zoomOut, isOff: zoom === 1, act: () => setZoom(zoom - 1) },
    { name: quality.zoomIn, icon: zoomIn, isOff: zoom === largestZoom, act: () => setZoom(zoom + 1) },
    { name: quality.turn, icon: turnIcon, isOff: isTurning, act: turnWhole },
  ]
  return (
    <div data-part="photo">
      <div
        data-part="photo-image"
        data-zoom={zoom}
        ref={frame}
        tabIndex={zoom > 1 ? 0 : undefined}
        role={zoom > 1 ? 'region' : undefined}
        aria-label={zoom > 1 ? alt : undefined}
        onDoubleClick={() => setZoom(zoom === 1 ? 2 : 1)}
        onPointerMove={pan}
      >
        {/* A browser gives a picture that is dragged as a file: dropped here it would count as a new photo */}
        {url && <img src={url} alt={alt} draggable={false} />}
      </div>
      <div data-part="photo-tools">
        <span data-part="photo-name">{`${capture.sides[slot]}, ${formatBytes(photo.blob.size, locale)}, ${photo.width}\u00a0×\u00a0${photo.height}`}</span>
        {tools.map(({ name, icon, isOff, act }) => (
          <button
            key={name}
            type="button"
            data-part="icon-button"
            aria-label={name}
            aria-disabled={isOff || undefined}
            onClick={isOff ? undefined : act}
          >
            <Icon path={icon} />
          </button>
        ))}
        <span data-part="hidden" role="status">
          {hasTurned ? quality.turned : ''}
        </span>
      </div>
    </div>
  )
}

/** A finger scrolls by itself, a mouse has to be followed. */
function pan({ currentTarget, pointerType, buttons, movementX, movementY }: PointerEvent<HTMLElement>) {
  if (pointerType === 'mouse' && buttons === 1) currentTarget.scrollBy(-movementX, -movementY)
}

function useTurn(slot: DocumentSlot) {
  const { turnPhoto } = useWidget().verification
  const [state, setState] = useState<'still' | 'turning' | 'turned'>('still')
  const leaving = useRef<AbortController | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    leaving.current = controller
    return () => controller.abort()
  }, [])
  const turn = () => {
    const { signal } = leaving.current ?? {}
    if (!signal) return
    setState('turning')
    turnPhoto(slot, signal).then(
      () => signal.aborted || setState('turned'),
      // The photo is as good as before, only not turned
      () => signal.aborted || setState('still'),
    )
  }
  return { isTurning: state === 'turning', hasTurned: state === 'turned', turn }
}
