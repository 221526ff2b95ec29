/** The index of the largest of some logits. */
export const likeliest = (logits: Float32Array): number => logits.indexOf(Math.max(...logits))
