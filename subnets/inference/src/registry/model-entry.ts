import { z } from 'zod'

const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)

/** How a validator makes values of an input up. */
export const Values = z
  .object({
    /**
     * `noise`: evenly spread. `picture`: flat shapes on a shaded ground, over the last two dimensions. `strokes`: a few thick
     * lines on an empty ground, as handwriting is.
     */
    pattern: z.enum(['noise', 'picture', 'strokes']).default('noise'),
    /** The least and the greatest value; of texts the length. */
    low: z.number().default(0),
    high: z.number().default(1),
  })
  .refine(({ low, high }) => low <= high, 'low is above high')
export type Values = z.infer<typeof Values>

const Range = z
  .tuple([z.int().min(1), z.int().min(1)])
  .refine(([low, high]) => low <= high, 'a range that is empty')

/** One model that miners serve. */
export const ModelEntry = z.object({
  /** The name under which it is asked for. */
  id: Id,
  version: Id.default('1'),
  /** Path of the manifest, from this file. */
  manifest: z.string().min(1),
  /**
   * `tolerance`: any program and processor may run it, and answers may differ a little. `exact`: everybody runs it in
   * WebAssembly, and answers agree to the bit.
   */
  mode: z.enum(['tolerance', 'exact']).default('tolerance'),
  /** |a − b| ≤ absolute + relative × |b|. */
  tolerance: z
    .object({ absolute: z.number().min(0).default(1e-4), relative: z.number().min(0).default(1e-5) })
    .default({ absolute: 1e-4, relative: 1e-5 }),
  /** Ranges of the free dimensions in a validator's questions, by the manifest's names for them. */
  dims: z.record(z.string(), Range).default({}),
  /** How a validator fills the inputs, by name. */
  values: z.record(z.string(), Values).default({}),
  /** How many items of a batch a validator runs again; the others are not looked at. */
  check: z.int().min(1).default(4),
  /** The most elements of all inputs of one request together. */
  maxElements: z.int().min(1).max(4_194_304).default(262_144),
})
export type ModelEntry = z.infer<typeof ModelEntry>

/** The file that lists the models of the subnet. */
export const ModelsFile = z.object({
  schemaVersion: z.literal(1),
  models: z.array(ModelEntry).min(1).max(64),
})
