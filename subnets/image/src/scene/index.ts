export {
  type Attributes,
  attributeIndex,
  attributeLength,
  attributeNames,
  attributeWords,
  colours,
  drawAttributes,
  encodeAttributes,
  places,
  shapes,
  sizes,
} from './attributes.ts'
export { conditionLength, conditionOf, latentLength, latentsOf } from './latents.ts'
export { type Canvas, type Painter, paint, pixelCentres } from './painter.ts'
export {
  blankPicture,
  type Picture,
  pictureFromBytes,
  pictureFromPlanes,
  pictureToBytes,
  pictureToPlanes,
  roundToBytes,
} from './picture.ts'
export { attributesOf, maxPromptLength, promptOf } from './prompt.ts'
export { meanSquaredError, psnr, ssim } from './quality.ts'
export { doubleBicubic, doubleNearest, halve } from './resample.ts'
export { sceneryPainter } from './scenery.ts'
export { fieldSharpness, placeCentres, sharpnessOf, thingPainter } from './thing.ts'
