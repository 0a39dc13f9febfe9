export { ProblemStep } from './ProblemStep.tsx'
export { ProgressStep } from './ProgressStep.tsx'
export { ResultStep, SlowStep } from './ResultStep.tsx'
