import * as z from "zod/mini";

const Deployed = z.object({
  StartAction: z.string(),
  Actions: z.array(
    z.object({
      Identifier: z.string(),
      Type: z.string(),
      Parameters: z.record(z.string(), z.unknown()),
      Transitions: z.object({
        NextAction: z.optional(z.string()),
        Conditions: z._default(
          z.array(
            z.object({
              NextAction: z.string(),
              Condition: z.object({ Operator: z.string(), Operands: z.array(z.string()) }),
            }),
          ),
          [],
        ),
        Errors: z._default(z.array(z.object({ NextAction: z.string(), ErrorType: z.string() })), []),
      }),
    }),
  ),
});
export type DeployedFlow = z.output<typeof Deployed>;
export type DeployedAction = DeployedFlow["Actions"][number];

/** A flow as Connect is given it. */
export const deployed = (flow: object): DeployedFlow => Deployed.parse(JSON.parse(JSON.stringify(flow)));

/** What has happened in a call when it comes to an action. */
interface Facts {
  readonly logIsOff: boolean;
  readonly isCopied: boolean;
  /** How often the contact's attributes were to be blanked, and whether it worked. */
  readonly blankings: number;
  readonly isBlank: boolean;
  readonly pressed: string | undefined;
  /** The key that was pressed is the one that the contact names. */
  readonly isProved: boolean;
  readonly asked: number;
  readonly told: number;
  readonly rounds: Readonly<Record<string, number>>;
}

export interface Arrival {
  readonly action: DeployedAction;
  readonly facts: Facts;
}

interface Way {
  readonly to: string | undefined;
  readonly facts: Facts;
}

const mostArrivals = 20_000;

/**
 * Every action in every state in which some call comes to it: after success, each condition and each error.
 *
 * @throws Error when calls come to an action that is not there, or go round without an end.
 */
export function walk({ StartAction, Actions }: DeployedFlow): readonly Arrival[] {
  const actions = new Map(Actions.map((action) => [action.Identifier, action]));
  const start: Facts = {
    logIsOff: false,
    isCopied: false,
    blankings: 0,
    isBlank: false,
    pressed: undefined,
    isProved: false,
    asked: 0,
    told: 0,
    rounds: {},
  };
  const arrivals = new Map<string, Arrival>();
  const open: Way[] = [{ to: StartAction, facts: start }];
  for (let way = open.pop(); way !== undefined; way = open.pop()) {
    const action = actions.get(way.to ?? "");
    if (action === undefined) throw new Error(`There is no action "${way.to}"`);
    const state = JSON.stringify([way.to, way.facts]);
    if (arrivals.has(state)) continue;
    if (arrivals.size === mostArrivals) throw new Error(`Calls go round at "${way.to}"`);
    arrivals.set(state, { action, facts: way.facts });
    if (action.Type !== "DisconnectParticipant") open.push(...waysFrom(action, way.facts));
  }
  return [...arrivals.values()];
}

function waysFrom(action: DeployedAction, facts: Facts): readonly Way[] {
  const { Identifier, Type, Parameters, Transitions } = action;
  const { NextAction, Conditions, Errors } = Transitions;
  const failures = Errors.map(({ NextAction: to }) => ({ to, facts: afterFailure(action, facts) }));
  if (Type === "Loop") {
    const round = facts.rounds[Identifier] ?? 0;
    const again = round < Number(Parameters.LoopCount);
    const rounds = { ...facts.rounds, [Identifier]: again ? round + 1 : 0 };
    const result = again ? "ContinueLooping" : "DoneLooping";
    const to = Conditions.find(({ Condition }) => Condition.Operands[0] === result)?.NextAction;
    return [{ to, facts: { ...facts, rounds } }, ...failures];
  }
  const branches = Conditions.map(({ NextAction: to, Condition: { Operator, Operands } }) => ({
    to,
    facts: afterBranch(action, facts, Operator === "Equals" ? Operands[0] : undefined),
  }));
  return [{ to: NextAction, facts: afterSuccess(action, facts) }, ...branches, ...failures];
}

function afterSuccess(action: DeployedAction, facts: Facts): Facts {
  const { Type, Parameters } = action;
  if (Type === "UpdateFlowLoggingBehavior") {
    return { ...facts, logIsOff: Parameters.FlowLoggingBehavior === "Disabled" };
  }
  if (Type === "UpdateFlowAttributes") return { ...facts, isCopied: true };
  if (Type === "UpdateContactAttributes") return { ...afterFailure(action, facts), isBlank: true };
  if (Type === "MessageParticipant" && Parameters.SSML === "$.FlowAttributes.code") {
    return { ...facts, told: facts.told + 1 };
  }
  return afterBranch(action, facts, undefined);
}

const afterFailure = (action: DeployedAction, facts: Facts): Facts =>
  action.Type === "UpdateContactAttributes"
    ? { ...facts, blankings: facts.blankings + 1 }
    : afterBranch(action, facts, undefined);

function afterBranch({ Type, Parameters }: DeployedAction, facts: Facts, operand: string | undefined): Facts {
  if (Type === "GetParticipantInput") return { ...facts, asked: facts.asked + 1, pressed: operand, isProved: false };
  const isKey = Type === "Compare" && Parameters.ComparisonValue === "$.FlowAttributes.key";
  const isProved = isKey && operand !== undefined && operand === facts.pressed;
  return isProved ? { ...facts, isProved } : facts;
}
