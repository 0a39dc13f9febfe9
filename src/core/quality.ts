/** What can be wrong with a photo of a document; each has its own words in every language. */
export const photoIssues = [
  'no-document', 'too-far', 'cut-off', 'tilted', 'blurry', 'glare', 'dark', 'bright', 'too-small',
] as const

/** One of the above. */
export type PhotoIssue = (typeof photoIssues)[number]

/** A place in a picture, in pixels from its upper left corner; it may lie outside of the picture. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** The corners of a document as it lies in the picture: upper left, upper right, lower right, lower left. */
export type Corners = readonly [Point, Point, Point, Point]

/** The outline that a document has: ID-1 (85.6 × 54 mm) or the page of a passport (125 × 88 mm). */
export type DocumentShape = 'card' | 'passport'

/** What was measured on a photo. None of it tells what stands on the document. */
export interface PhotoScores {
  /** How surely there is a document, 0 to 1. */
  readonly document: number
  /** Long side of the document as a share of the picture's, 0 to 1; 0 without a document. */
  readonly coverage: number
  /** How far the camera, or the document, is turned out of the upright, in degrees. */
  readonly tiltDegrees: number
  /** How sharp the print on the document is, 0 to 1; 0.5 is the least that passes. */
  readonly sharpness: number
  /** Share of the document that is burnt out by a reflection, 0 to 1. */
  readonly glare: number
  /** Mean lightness of the document, 0 (black) to 1 (white). */
  readonly brightness: number
  /** Long side of the document in pixels of the photo; 0 without a document. */
  readonly documentPixels: number
}

/** What a look at a photo found. No issues: it can be sent. */
export interface PhotoInspection {
  /** The most important one first. */
  readonly issues: readonly PhotoIssue[]
  readonly scores: PhotoScores
  /** In pixels of the photo; `null` where nothing was found that may be a document. */
  readonly corners: Corners | null
}

/** What a person at the live camera is told; `steady` is followed by the picture. */
export const liveHints = [
  'no-document', 'closer', 'back', 'whole', 'still', 'dark', 'bright', 'glare', 'blurry', 'tilted', 'steady',
] as const

/** One of the above. */
export type LiveHint = (typeof liveHints)[number]
