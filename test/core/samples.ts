import type { UploadTarget } from '../../src/core/contract/session.ts'
import type { Photos } from '../../src/core/flow/flow.ts'
import type { PhotoLook, PreparedImage } from '../../src/core/ports.ts'
import type { PhotoIssue } from '../../src/core/quality.ts'
import { toSessionRequest } from '../../src/core/form/request.ts'
import type { FormValues } from '../../src/core/form/values.ts'

/** Where the fake clock begins. */
export const startMs = Date.UTC(2026, 2, 10, 12)
/** The vendor's id of the session of the samples. */
export const sessionId = '7f8d6c1e-52a4-4f0a-9e0b-0d3c1a2b4c5d'

/** What a person typed; every text is found nowhere else, so that a leak of it can be searched for. */
export const values: FormValues = {
  firstName: 'Zyxwina',
  lastName: 'Quuxmarker',
  birthDate: { day: '7', month: '3', year: '1983' },
  documentCountry: 'BRAZIL',
  documentCategory: 'IDENTITY_CARD',
  documentId: '529.982.247-25',
  nationality: 'SCOTTISH',
  email: 'mailmarker@example.test',
  address: 'Streetmarker 77',
  city: 'Citymarker',
  state: 'Statemarker',
  postalCode: '01310-930',
}

/** All that a person typed, in every form in which it could leak. */
export const typedTexts = [
  'Zyxwina', 'Quuxmarker', '07/03/1983', '1983', '529.982.247-25', '52998224725', 'SCOTTISH', 'BRAZIL', 'IDENTITY_CARD',
  'mailmarker', 'Streetmarker', 'Citymarker', 'Statemarker', '01310',
]

/** The body of call 1 for the values above. */
export const request = toSessionRequest(values, {
  contact: { email: 'required', address: 'optional', city: 'optional', state: 'optional', postalCode: 'optional' },
})

/** A prepared photo of a size in bytes. */
export function photo(sizeBytes: number): PreparedImage {
  return {
    blob: new Blob([new Uint8Array(sizeBytes)], { type: 'image/jpeg' }),
    width: 1600,
    height: 1000,
    source: 'camera',
  }
}

/** Both sides, of different sizes. */
export const files: Photos = { front: photo(1000), back: photo(600) }

/** A POST policy that ends at a moment, as S3 encodes it. */
export function policyUntil(expiresAtMs: number): string {
  return btoa(JSON.stringify({ expiration: new Date(expiresAtMs).toISOString(), conditions: [{ bucket: 'kyc' }] }))
}

/** A presigned POST in the shape of NOTUS.md; `key` tells targets apart. */
export function target(key: string, expiresAtMs = startMs + 600_000): UploadTarget {
  return {
    url: 'https://s3.us-east-1.amazonaws.com/kyc-documents',
    fields: {
      bucket: 'kyc-documents',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'AKIAEXAMPLE/20260310/us-east-1/s3/aws4_request',
      'X-Amz-Date': '20260310T120000Z',
      key: `documents/${key}`,
      Policy: policyUntil(expiresAtMs),
      'X-Amz-Signature': 'c0ffee',
    },
  }
}

/** The answer of call 1 with more than idstep needs, as the vendor gives it. */
export function created(front: UploadTarget | null = target('front-1'), back: UploadTarget | null = target('back-1')) {
  const { firstName, lastName, birthDate, documentId: id, documentCategory: category } = request
  return {
    session: {
      id: sessionId,
      individualId: null,
      status: 'PENDING',
      livenessRequired: false,
      firstName,
      lastName,
      birthDate,
      document: { id, type: null, category },
      createdAt: '2026-03-10T12:00:00.000Z',
      updatedAt: null,
    },
    frontDocumentUpload: front,
    backDocumentUpload: back,
  }
}

/** The answer of call 4. */
export function session(status: string, individualId: string | null = status === 'COMPLETED' ? 'individual-1' : null) {
  return { session: { ...created().session, status, individualId } }
}

/** What a look at a photo gave that has these faults. */
export function lookOf(...issues: PhotoIssue[]): PhotoLook {
  const scores = { document: 1, coverage: 0.7, tiltDegrees: 2, sharpness: 0.8, glare: 0, brightness: 0.6, documentPixels: 1100 }
  return { inspection: { issues, scores, corners: null }, fingerprint: '00ff00ff00ff00ff' }
}
