import { Icon } from './icons/Icon.tsx'

interface NoticeProps {
  tone: 'neutral' | 'info' | 'warning' | 'danger'
  icon: string
  title?: string
  text: string
  /** `alert` interrupts a screen reader; `status` waits. */
  role?: 'alert' | 'status'
}

/** A message inside a screen. */
export function Notice({ tone, icon, title, text, role }: NoticeProps) {
  return (
    <div data-part="notice" data-tone={tone} role={role}>
      <Icon path={icon} />
      {title && <p data-part="notice-title">{title}</p>}
      <p data-part="notice-text">{text}</p>
    </div>
  )
}
