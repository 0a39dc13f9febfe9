import type { DocumentSlot } from '../../core/documents.ts'
import type { PreparedImage } from '../../core/ports.ts'
import { fill, formatBytes } from '../../locales/messages.ts'
import { Button } from '../parts/Button.tsx'
import { camera } from '../parts/icons/more-icons.ts'
import { Photo } from '../parts/Photo.tsx'
import { Screen } from '../parts/Screen.tsx'
import { useWidget } from '../widget.tsx'

interface PhotoCheckProps {
  slot: DocumentSlot
  title: string
  photo: PreparedImage
  onRetake(): void
}

/** The photo, whole, and the question whether it can be read. */
export function PhotoCheck({ slot, title, photo, onRetake }: PhotoCheckProps) {
  const { messages, verification } = useWidget()
  const { capture, locale } = messages
  return (
    <Screen
      name={`photo:${slot}`}
      title={capture.photoTitle}
      lead={capture.photoLead}
      actions={
        <>
          <Button onClick={() => void verification.next()}>{capture.usePhoto}</Button>
          <Button variant="secondary" icon={camera} onClick={onRetake}>
            {capture.retake}
          </Button>
        </>
      }
    >
      <div data-part="photo">
        <Photo part="photo-image" photo={photo.blob} alt={fill(capture.photoAlt, { title })} />
        <div data-part="photo-tools">
          <span data-part="photo-name">
            {`${capture.sides[slot]}, ${formatBytes(photo.blob.size, locale)}, ${photo.width} × ${photo.height}`}
          </span>
        </div>
      </div>
    </Screen>
  )
}
