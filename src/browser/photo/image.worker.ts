import { encode } from './encode.ts'
import { answerTasks } from './worker-side.ts'

answerTasks(encode)
