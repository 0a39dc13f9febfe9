import { useRef, type ChangeEvent, type ReactNode } from 'react'

interface FilePickerProps {
  /** With it, the phone's own camera app opens instead of the picker. */
  capture?: 'environment' | undefined
  onPick(file: File): void
  /** The control that opens it; the input itself is not shown. */
  children(open: () => void): ReactNode
}

const photos = 'image/jpeg,image/png,image/webp'
// Some browsers open them, and `heic-to` does elsewhere; a greyed out file would tell nobody why
const anyPhotos = `${photos},image/heic,image/heif,.heic,.heif`

/** A file input behind a button of ours. The same file can be picked twice. */
export function FilePicker({ capture, onPick, children }: FilePickerProps) {
  const input = useRef<HTMLInputElement>(null)
  const onChange = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const file = currentTarget.files?.[0]
    currentTarget.value = ''
    if (file) onPick(file)
  }
  return (
    <>
      {children(() => input.current?.click())}
      <input
        ref={input}
        type="file"
        data-part="hidden"
        accept={capture ? photos : anyPhotos}
        capture={capture}
        tabIndex={-1}
        aria-hidden="true"
        onChange={onChange}
      />
    </>
  )
}
