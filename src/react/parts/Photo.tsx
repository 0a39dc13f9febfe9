import { useObjectUrl } from './useObjectUrl.ts'

interface PhotoProps {
  part: 'photo-image' | 'thumb-image' | 'upload-thumb'
  photo: Blob | undefined
  /** `''` where the words beside it say all. */
  alt: string
}

/** A picture that is on this device only. */
export function Photo({ part, photo, alt }: PhotoProps) {
  const url = useObjectUrl(photo)
  return <span data-part={part}>{url && <img src={url} alt={alt} />}</span>
}
