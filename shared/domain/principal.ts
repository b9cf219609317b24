/** Who calls the admin API, as IAM knows them. */
export interface Principal {
  /** ARN of a user, or of the session of a role. */
  readonly arn: string;
}
