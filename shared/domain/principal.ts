/** Who calls the admin API, as IAM knows them. */
export interface Principal {
  /** ARN of a user, or of the session of a role. */
  readonly arn: string;
}

/**
 * The person behind a principal: the name of a user, or that of the session of a role. The same person with another
 * role is the same person. Only as good as the roles' trust policies, which must bind the session's name to who asks.
 */
export const personOf = ({ arn }: Principal): string => arn.slice(arn.lastIndexOf("/") + 1).toLowerCase();
