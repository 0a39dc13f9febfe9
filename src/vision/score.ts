/** What is measured of a document at some corners; shares and changes are numbers from 0 to 1. */
export type Measures = readonly [
  /** Of the ways across its sides, those on which something changes. */
  sharp: number,
  /** How much of an edge goes on where a side ends: a document's do not, lines of the ground and of the print do. */
  beyond: number,
  /** How much the places inside along its sides differ from each other. */
  spread: number,
  /** How much they differ from those outside. */
  distance: number,
  /** How much changes from pixel to pixel on it. */
  print: number,
  /** Where on it something changes. */
  busy: number,
  /** How much changes from pixel to pixel around it. */
  ringPrint: number,
  /** How much of what is around it is in the picture. */
  ringSeen: number,
  /** How much of the ground is seen in its corners, where documents are round; not all are, so at least 0.4. */
  round: number,
  /** Its share of the picture, as a power of two. */
  size: number,
  /** How far it is from facing the camera. */
  tiltDegrees: number,
  /** How far its aspect is off a document's; nothing where it is cut off. */
  miss: number,
  /** How good its sides are as lines. */
  lines: number,
  /** 1 where some of its sides are the picture's border. */
  cut: number,
]

/**
 * How surely there is a document, 0 to 1, by what was measured. The weights are fitted by bench/quality/fit.mjs, so that
 * the best of a picture's candidates is the document.
 */
export function scoreOf([
  sharp, beyond, spread, distance, print, busy, ringPrint, ringSeen, round, size, tiltDegrees, miss, lines, cut,
]: Measures): number {
  const worth =
    (17.2 - 49.2 * beyond + 56.7 * ringPrint - 22.1 * ringSeen) * beyond +
    (23.5 * sharp - 28.4) * spread +
    (149 - 121 * round - 23.3 * cut) * round -
    (4.76 + 49 * busy + 6.4 * size) * busy +
    (0.543 - 0.306 * size) * size +
    4.01 * distance +
    42.5 * print -
    22.6 * ringPrint +
    6.41 * ringSeen -
    0.0788 * tiltDegrees -
    4.27 * miss +
    8.19 * lines +
    9.24 * cut -
    55
  return 1 / (1 + Math.exp(-worth))
}
