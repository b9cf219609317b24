import * as z from "zod/mini";

/** What people are told of where something was done. Each is left out where it is not known. */
export const Device = z.object({
  browser: z.optional(z.string().check(z.describe("`Chrome`: of a list of known names, as the browser says itself."))),
  system: z.optional(z.string().check(z.describe("`Windows`: likewise."))),
  country: z.optional(z.string().check(z.describe("ISO 3166-1, by the address."))),
  region: z.optional(z.string().check(z.describe("The part of the country: the second half of an ISO 3166-2 code."))),
});
export type Device = z.infer<typeof Device>;
