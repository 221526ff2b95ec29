/** Largest number of subnets: mechanism m of netuid n is stored at m × 4096 + n. */
const GLOBAL_MAX_SUBNETS = 4096

/** Key of what is stored per mechanism (weights, bonds, incentive, last update): the netuid for mechanism 0. */
export const mechanismIndex = (netuid: number, mechanism: number): number =>
  mechanism * GLOBAL_MAX_SUBNETS + netuid
