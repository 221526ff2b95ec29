/**
 * What to do about the refusals that subnet developers meet, by the name that the runtime gives them. Names of the
 * pool (`customRefusals`) and of pallets share the table, since they mean the same where they are the same.
 */
const remedies: Readonly<Record<string, string>> = {
  // weights
  NeuronNoValidatorPermit:
    'Stake more alpha to this hotkey: permits go to the neurons with the most stake weight, at the next epoch. The owner hotkey of a subnet needs none.',
  SettingWeightsTooFast:
    'Wait: weights may be set once per WeightsSetRateLimit blocks, counted from the last set or from registration.',
  CommitRevealEnabled:
    'This subnet takes weights only as commits. Its owner can switch that off: btcli hparams set --netuid N --name commit_reveal_weights_enabled --value false',
  CommitRevealDisabled: 'Set the weights in the open: commit-reveal is off on this subnet.',
  NotEnoughStakeToSetWeights:
    'Stake more: the stake weight of this hotkey is below the chain-wide StakeThreshold.',
  StakeAmountTooLow:
    'The amount is below the minimum (0.002 TAO and the swap fee) or, for weights, the stake weight is below StakeThreshold: stake more.',
  IncorrectWeightVersionKey:
    'Update the validator: the subnet asks for a newer version key than the one that was sent.',
  WeightVecLengthIsLow: 'Name more uids: the subnet has a minimum of weights (MinAllowedWeights).',
  WeightVecNotEqualSize: 'Give as many values as uids.',
  DuplicateUids: 'Name every uid once.',
  UidVecContainInvalidOne: 'Read the metagraph again: one of the uids does not exist.',
  UidsLengthExceedUidsInSubNet: 'Read the metagraph again: there are more uids than neurons.',
  CanNotSetRootNetworkWeights: 'Use the netuid of a subnet; the root network takes no weights.',
  MaxWeightExceeded: 'Spread the weights: one is above MaxWeightsLimit.',
  MechanismDoesNotExist: 'Check the netuid and the mechanism: the subnet has no such mechanism.',
  CommittingWeightsTooFast: 'Wait: weights may be committed once per WeightsSetRateLimit blocks.',
  TooManyUnrevealedCommits: 'Wait for earlier commits to be revealed or to expire.',
  RateLimitExceeded:
    'Wait some blocks: this was sent too soon after the last one (weights, or the creation of a subnet).',
  // registration
  HotKeyNotRegisteredInSubNet: 'Register the hotkey first: btcli subnets register --netuid N',
  HotKeyNotRegisteredInNetwork: 'Register the hotkey on the subnet first: btcli subnets register --netuid N',
  HotKeyAlreadyRegisteredInSubNet: 'Nothing to do: the hotkey has a uid on this subnet already.',
  NotEnoughBalanceToStake: 'Fund the coldkey: its free balance does not cover the price.',
  NonAssociatedColdKey: 'Use the coldkey that owns this hotkey, or another hotkey.',
  SubNetRegistrationDisabled: 'Registration is closed on this subnet; ask its owner.',
  RegistrationNotPermittedOnRootSubnet: 'Use the netuid of a subnet, or root_register for the root network.',
  NoNeuronIdAvailable: 'The subnet is full and no neuron can be replaced now; try later.',
  RegistrationPriceLimitExceeded: 'The price rose above the limit; look at it and try again.',
  SubnetNotExists: 'Check the netuid: there is no such subnet on this network.',
  CannotAffordLockCost: 'Fund the coldkey, or wait: the price of a subnet falls from block to block.',
  NetworkTxRateLimitExceeded: 'Wait: subnets can be created only every NetworkRateLimit blocks.',
  FirstEmissionBlockNumberAlreadySet: 'Nothing to do: the subnet has been started already.',
  NeedWaitingMoreBlocksToStarCall:
    'Wait until StartCallDelay blocks have passed since the subnet was created.',
  NotSubnetOwner: 'Sign with the coldkey that owns the subnet.',
  SubnetLimitReached: 'All subnet slots are taken; one must be dissolved first.',
  // stake
  SubtokenDisabled: 'Let the subnet owner start the subnet first: btcli hparams start --netuid N',
  AmountTooLow: 'Stake at least 0.002 TAO and the swap fee.',
  HotKeyAccountNotExists:
    'Register the hotkey somewhere first, or check the address: the chain does not know it.',
  HotkeyAccountDoesntExist:
    'Register the hotkey somewhere first, or check the address: the chain does not know it.',
  NotEnoughStakeToWithdraw: 'Take out less: the position is smaller.',
  InsufficientLiquidity: 'Use a smaller amount: the pool of the subnet is too shallow.',
  SlippageTooHigh: 'Use a smaller amount, or allow a worse price.',
  BalanceTooLow: 'Fund the account.',
  InsufficientBalance: 'Fund the account.',
  FundsUnavailable: 'Fund the account.',
  Payment: 'Fund the account: it cannot pay the fee and keep the existential deposit (500 rao).',
  // axon
  ServingRateLimitExceeded: 'Wait: an axon may be announced once per ServingRateLimit blocks.',
  InvalidIpAddress:
    'Announce an address that others can reach; the chain refuses 127.0.0.1 and ::1 (use ::ffff:127.0.0.1 on a local network).',
  InvalidIpType: 'Use ip type 4 or 6.',
  InvalidPort: 'Use a port from 1 to 65535.',
  // commitments
  AccountNotAllowedCommit: 'Sign with a hotkey that is registered on the subnet.',
  SpaceLimitExceeded: 'Commit less, or wait for the next epoch: the space of a hotkey is limited.',
  // owner and root
  AdminActionProhibitedDuringWeightsWindow:
    'Wait for the next epoch to pass: settings are frozen in the last AdminFreezeWindow blocks before it.',
  TxRateLimitExceeded: 'Wait: this setting was changed a short while ago.',
  RequireSudo: 'Sign with the sudo key of the chain.',
  BadSigner: 'Sign with the sudo key of the chain.',
  BadOrigin:
    'Sign with the right key: this call is for root, or for an owner, and not for the one that signed.',
  CallFiltered: 'The chain does not allow this call now (safe mode, or a batch within a batch).',
  ColdkeyInSwapSchedule: 'This coldkey has an announced swap; finish or clear it first.',
  ColdkeySwapAnnounced: 'This coldkey has an announced swap; finish or clear it first.',
  // pool
  Stale: 'Send it again: the nonce was used already, perhaps by another program with the same key.',
  Future: 'Send it again: an earlier transaction of this key has not arrived.',
  PriorityTooLow: 'Wait a block: a transaction with the same nonce is waiting already.',
  AlreadyImported: 'Nothing to do: the node has this very transaction already.',
  AncientBirthBlock: 'Send it again: it was signed too many blocks ago.',
  BadProof: 'Check the key and its scheme, and that the node is on the chain that was connected to.',
  BadRequest: 'Read the node log: the runtime refused the call without saying more.',
  ExhaustsResources: 'Send it again in a later block: this one is full.',
  TemporarilyBanned: 'Wait a while: the node has refused this very transaction a short time ago.',
  ImmediatelyDropped: 'Try again later: the pool of the node is full.',
}

/**
 * What to do about a refusal of the chain or of a pool, by the runtime's name of it.
 *
 * @example
 * ```ts
 * import { remedyFor } from '@subnetkit/chain'
 * remedyFor('SubtokenDisabled') // 'Let the subnet owner start the subnet first: …'
 * ```
 */
export function remedyFor(name: string): string {
  return Object.hasOwn(remedies, name)
    ? remedies[name]!
    : `Look up ${name} in the runtime's documentation, and check the arguments.`
}

/** The names that {@link remedyFor} knows. */
export const knownRefusals: readonly string[] = Object.keys(remedies)
