/** Who calls the admin API, as IAM knows them. */
export interface Principal {
  /** ARN of a user, or of the session of a role. */
  readonly arn: string;
}

const forms = [
  // Of a role's session its path is left out, and IAM lets no two roles of an account have one name.
  /^arn:(?<partition>[\w-]+):sts::(?<account>\d{12}):assumed-(?<kind>role)\/(?<name>[^/]+)\/[^/]+$/,
  /^arn:(?<partition>[\w-]+):iam::(?<account>\d{12}):(?<kind>role|user)\/(?:[^/]+\/)*(?<name>[^/]+)$/,
] as const;

/** A role or a user, the same for each session of a role; nothing for what is neither. */
function identityOf(arn: string): string | undefined {
  const parts = forms.map((form) => form.exec(arn)?.groups).find((groups) => groups !== undefined);
  return parts && [parts.partition, parts.account, parts.kind, parts.name].join("#");
}

/** Whether a principal is one of those that are listed, as a user or as any session of a role. */
export function isListed({ arn }: Principal, listed: readonly string[]): boolean {
  const identity = identityOf(arn);
  return identity !== undefined && listed.some((one) => identityOf(one) === identity);
}

/**
 * The person behind a principal: the name of a user, or that of the session of a role. The same person with another
 * role is the same person. Only as good as the roles' trust policies, which must bind the session's name to who asks.
 */
export const personOf = ({ arn }: Principal): string => arn.slice(arn.lastIndexOf("/") + 1).toLowerCase();
