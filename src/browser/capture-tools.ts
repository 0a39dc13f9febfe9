export { createCamera } from './camera/owner.ts'
export { guideToPicture } from './camera/mapping.ts'
export { createGuidance } from './guidance/guidance.ts'
