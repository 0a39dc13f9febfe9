/** The front of a card inside the frame of the camera, for `data-part="illustration"`. */
export function CardFrontArt() {
  return (
    <svg viewBox="40 0 270 176" aria-hidden="true" focusable="false">
      <path d={cardFrame} fill="none" data-stroke="accent" strokeWidth="3" strokeLinecap="round" />
      <g transform="translate(75 24.5) scale(.909)">
        <CardFront />
      </g>
    </svg>
  )
}

/** The back of a card, with chip and code lines, for `data-part="illustration"`. */
export function CardBackArt() {
  return (
    <svg viewBox="40 0 270 176" aria-hidden="true" focusable="false">
      <path d={cardFrame} fill="none" data-stroke="accent" strokeWidth="3" strokeLinecap="round" />
      <g transform="translate(75 24.5) scale(.909)">
        <rect width="220" height="139" rx="13" data-ink="raised" data-stroke="line" strokeWidth="1.5" />
        <rect x="18" y="20" width="38" height="30" rx="6" data-ink="soft" />
        <path
          d="M18 30h13M18 40h13M43 30h13M43 40h13M31 20v30M43 20v30"
          data-stroke="accent"
          opacity=".5"
          strokeWidth="1.5"
        />
        <Bar x={74} y={22} width={90} />
        <Bar x={74} y={38} width={64} />
        <Bar x={18} y={66} width={120} />
        <Bar x={18} y={88} width={184} ink="strong" opacity={0.6} />
        <Bar x={18} y={103} width={184} ink="strong" opacity={0.6} />
        <Bar x={18} y={118} width={184} ink="strong" opacity={0.6} />
      </g>
    </svg>
  )
}

/** The photo page of a passport with its two code lines, for `data-part="illustration"`. */
export function PassportArt() {
  return (
    <svg viewBox="50 0 250 188" aria-hidden="true" focusable="false">
      <path d={passportFrame} fill="none" data-stroke="accent" strokeWidth="3" strokeLinecap="round" />
      <g transform="translate(92 27)">
        <rect width="166" height="134" rx="9" data-ink="raised" data-stroke="line" strokeWidth="1.5" />
        <rect x="14" y="18" width="46" height="58" rx="6" data-ink="soft" />
        <circle cx="37" cy="41" r="10" data-ink="accent" opacity=".55" />
        <path d="M19 76c1.5-12 8-18 18-18s16.5 6 18 18z" data-ink="accent" opacity=".55" />
        <Bar x={72} y={20} width={50} ink="strong" />
        <Bar x={72} y={36} width={80} height={6} />
        <Bar x={72} y={50} width={68} height={6} />
        <Bar x={72} y={64} width={44} height={6} />
        <Bar x={14} y={98} width={138} height={6} ink="strong" opacity={0.6} />
        <Bar x={14} y={111} width={138} height={6} ink="strong" opacity={0.6} />
      </g>
    </svg>
  )
}

/** A card in a ring that turns, for `data-part="verifying"`. */
export function VerifyingArt() {
  return (
    <svg data-part="verifying-art" viewBox="0 0 176 176" aria-hidden="true" focusable="false">
      <circle data-part="verifying-halo" cx="88" cy="88" r="76" data-ink="soft" />
      <circle cx="88" cy="88" r="84" data-stroke="line" strokeWidth="3" />
      <g transform="rotate(-90 88 88)">
        <circle
          data-part="verifying-arc"
          cx="88"
          cy="88"
          r="84"
          data-stroke="accent"
          strokeWidth="3"
          strokeLinecap="round"
          pathLength="100"
          strokeDasharray="22 78"
        />
      </g>
      <g transform="translate(38 56.5) scale(.4545)">
        <CardFront />
      </g>
    </svg>
  )
}

const cardFrame =
  'M60 42V32a18 18 0 0 1 18-18H88M262 14H272a18 18 0 0 1 18 18V42M290 134V144a18 18 0 0 1-18 18H262M88 162H78a18 18 0 0 1-18-18V134'

const passportFrame =
  'M80 42V30a14 14 0 0 1 14-14H106M244 16H256a14 14 0 0 1 14 14V42M270 146V158a14 14 0 0 1-14 14H244M106 172H94a14 14 0 0 1-14-14V146'

function CardFront() {
  return (
    <>
      <rect width="220" height="139" rx="13" data-ink="raised" data-stroke="line" strokeWidth="1.5" />
      <rect x="18" y="20" width="52" height="64" rx="8" data-ink="soft" />
      <circle cx="44" cy="45" r="11" data-ink="accent" opacity=".55" />
      <path d="M24 84c1.5-13 9-20 20-20s18.5 7 20 20z" data-ink="accent" opacity=".55" />
      <Bar x={88} y={22} width={72} height={9} ink="strong" />
      <Bar x={88} y={42} width={110} />
      <Bar x={88} y={58} width={94} />
      <Bar x={88} y={74} width={58} />
      <Bar x={18} y={104} width={184} />
      <Bar x={18} y={118} width={128} />
    </>
  )
}

interface BarProps {
  x: number
  y: number
  width: number
  height?: number
  ink?: 'line' | 'strong'
  opacity?: number
}

/** A line of text, too small to read. */
function Bar({ x, y, width, height = 7, ink = 'line', opacity }: BarProps) {
  return <rect x={x} y={y} width={width} height={height} rx={height / 2} data-ink={ink} opacity={opacity} />
}
