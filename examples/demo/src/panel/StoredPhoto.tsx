import type { StoredImage } from './useReceived.ts'

const kilobytes = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })

/** One slot of a session: the photo that was stored for it, its size, and what its file tells beside the picture. */
export function StoredPhoto({ slot, file }: { slot: string; file: StoredImage | null }) {
  if (!file) {
    return (
      <li className="photo" data-slot={slot}>
        <div className="photo-empty">waiting for {slot}</div>
      </li>
    )
  }
  const { width, height } = file
  const isClean = file.metadata.length === 0
  return (
    <li className="photo" data-slot={slot}>
      <a href={file.url} target="_blank" rel="noreferrer">
        <img src={file.url} alt={`The stored ${slot}`} width={width ?? undefined} height={height ?? undefined} />
      </a>
      <p className="photo-name">{slot}</p>
      <p className="photo-size">
        <span>{kilobytes.format(file.sizeBytes / 1_000)} kB</span>
        {width && height && (
          <>
            {' · '}
            <span>
              {width} × {height} px
            </span>
          </>
        )}
      </p>
      <p className="photo-metadata" data-clean={isClean} title="Read from every segment of the stored file">
        {isClean ? 'no EXIF, no GPS' : `holds ${file.metadata.join(', ')}`}
      </p>
    </li>
  )
}
