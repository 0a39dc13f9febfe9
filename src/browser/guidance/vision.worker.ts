import { answerTasks } from '../photo/worker-side.ts'
import { look } from './look.ts'

answerTasks(look)
