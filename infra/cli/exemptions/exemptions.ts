import { type Exemption, isInForce } from "../../../shared/domain/exemption.ts";
import type { Command } from "../command.ts";
import { readContext } from "../context.ts";
import { commonOptions, readOptions } from "../options.ts";

const usage = `nidan exemptions [options]

  Lists which sign-ins need no second factor, by whose word, why, and until when. Ends with 1 where one is over.

  -c, --context nidan=JSON settings in place of what cdk.json has; as cdk takes it
  --json                   print JSON
  --help                   show this
`;

/** The report of all exemptions. */
export const listExemptions: Command = {
  usage,
  run: async (args, { out }) => {
    const { context, json } = commonOptions;
    const options = readOptions(args, { context, json });
    const { settings } = readContext(options.context);
    const now = Date.now();
    const listed = settings.exemptions.map((one) => ({ ...one, inForce: isInForce(one, now) }));
    if (options.json) out(`${JSON.stringify(listed, null, 2)}\n`);
    else if (listed.length === 0) out("no exemptions: every sign-in needs what its account has set\n");
    else for (const one of listed) out(lineOf(one));
    return listed.every(({ inForce }) => inForce);
  },
};

const lineOf = ({ rule, clientId, owner, reason, until, inForce }: Exemption & { readonly inForce: boolean }): string =>
  `${inForce ? "in force" : "OVER    "}  until ${until}  ${rule}${clientId === undefined ? "" : ` (${clientId})`}  ${owner}: ${reason}\n`;
