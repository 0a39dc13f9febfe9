import { answerTasks } from './side.ts'
import { doTask } from './tasks.ts'

answerTasks(doTask)
