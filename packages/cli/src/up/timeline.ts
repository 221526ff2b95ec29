/** Moments of a run that a newcomer waits for; the benchmark notes when each is reached. */
export type Mark = 'chain' | 'setup' | 'model-load' | 'first-answer' | 'first-weights' | 'three-epochs'
