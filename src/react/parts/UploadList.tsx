import type { Photos, SlotUpload, Uploads } from '../../core/flow/flow.ts'
import { fill, formatBytes } from '../../locales/messages.ts'
import { useWidget } from '../widget.tsx'
import { Icon } from './icons/Icon.tsx'
import { alertCircle } from './icons/icons.ts'
import { check } from './icons/more-icons.ts'
import { Photo } from './Photo.tsx'

const percentOf = (sent: number, total: number) => (total === 0 ? 0 : Math.floor((100 * sent) / total))

/** All photos together: percent, bytes and a bar; announced at every quarter. */
export function UploadTotal({ uploads }: { uploads: Uploads }) {
  const { messages } = useWidget()
  const { progress, locale } = messages
  const all = Object.values(uploads)
  const sent = all.reduce((sum, upload) => sum + upload.sentBytes, 0)
  const total = all.reduce((sum, upload) => sum + upload.totalBytes, 0)
  const percent = percentOf(sent, total)
  const inWords = (value: number) => new Intl.NumberFormat(locale, { style: 'percent' }).format(value / 100)
  const quarter = Math.floor(percent / 25) * 25
  return (
    <div data-part="total">
      <div data-part="total-head">
        <p data-part="total-percent">{inWords(percent)}</p>
        <p data-part="total-bytes">
          {fill(progress.bytes, { sent: formatBytes(sent, locale), total: formatBytes(total, locale) })}
        </p>
      </div>
      <progress data-part="progress" data-size="lg" max={100} value={percent} aria-label={progress.allPhotos} />
      <p data-part="hidden" role="status">
        {quarter > 0 ? fill(progress.percentSent, { percent: inWords(quarter) }) : ''}
      </p>
    </div>
  )
}

/** Each photo on its way. */
export function UploadList({ uploads, files }: { uploads: Uploads; files: Photos }) {
  return (
    <ul data-part="uploads">
      {Object.entries(uploads).map(([slot, upload]) => (
        <UploadRow key={slot} slot={slot} upload={upload} file={files[slot]?.blob} />
      ))}
    </ul>
  )
}

const looks = { waiting: 'empty', sending: 'uploading', retrying: 'paused', arrived: 'done', failed: 'error' } as const
const words = { waiting: 'waiting', sending: 'sending', retrying: 'retrying', arrived: 'arrived', failed: 'notSent' } as const

function UploadRow({ slot, upload, file }: { slot: string; upload: SlotUpload; file: Blob | undefined }) {
  const { messages } = useWidget()
  const { progress, capture, locale } = messages
  const sides: Readonly<Record<string, string>> = capture.sides
  const name = fill(progress.photoOf, { side: sides[slot] ?? slot })
  const percent = percentOf(upload.sentBytes, upload.totalBytes)
  const { state } = upload
  const detail =
    state === 'sending'
      ? fill(progress.bytes, { sent: formatBytes(upload.sentBytes, locale), total: formatBytes(upload.totalBytes, locale) })
      : progress[words[state]]
  return (
    <li data-part="upload" data-state={looks[state]}>
      <Photo part="upload-thumb" photo={file} alt="" />
      <div data-part="upload-main">
        <p data-part="upload-name">{name}</p>
        {state !== 'arrived' && (
          <progress data-part="progress" data-state={looks[state]} max={100} value={percent} aria-label={name} />
        )}
        <p data-part="upload-status">
          {state === 'arrived' && <Icon path={check} />}
          {state === 'failed' && <Icon path={alertCircle} />}
          <span>{detail}</span>
        </p>
      </div>
      {state === 'sending' && (
        <span data-part="upload-percent" aria-hidden="true">
          {`${percent}%`}
        </span>
      )}
    </li>
  )
}
