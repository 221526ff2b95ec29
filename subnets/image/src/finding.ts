import { z } from 'zod'

const ms = z.number().min(0)

/** What one answer shows, by route. */
export const Finding = z.discriminatedUnion('route', [
  z.object({
    route: z.literal('generate'),
    /** Every pixel that was looked at is the field's. */
    valid: z.boolean(),
    /** Share of the channels that are, within 1/255; for people, not for the score. */
    matching: z.number().min(0).max(1),
    /** The largest difference, in 255ths; 255 where there is no picture. */
    worst: z.number().min(0).max(255),
    ms,
  }),
  z.object({
    route: z.literal('upscale'),
    /** 0 … 1 between bicubic interpolation and a quarter beyond our own network. */
    quality: z.number().min(0).max(1),
    /** Decibels above bicubic interpolation; for people. */
    gainDb: z.number(),
    /** For people. */
    ssim: z.number().min(0).max(1),
    ms,
  }),
  z.object({
    route: z.literal('open'),
    /** How many of the five attributes asked for the classifier sees. */
    hits: z.int().min(0).max(5),
    ms,
  }),
])
export type Finding = z.infer<typeof Finding>
/** The finding of one route. */
export type FindingOf<R extends Finding['route']> = Extract<Finding, { route: R }>
