/**
 * One icon of `icons.ts`, in the colour of its text. It is decoration: the words beside it, or the button's name, say
 * what it means. `mirror` turns it around where people read from right to left.
 */
export function Icon({ path, mirror = false }: { path: string; mirror?: boolean }) {
  return (
    <svg data-part="icon" data-mirror={mirror || undefined} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  )
}
