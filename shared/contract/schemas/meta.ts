import * as z from "zod/mini";
import { loginOrders } from "./basics.ts";

export const Service = z.object({
  shortName: z.string().check(z.describe("How messages name the service.")),
  loginOrder: z
    .enum(loginOrders)
    .check(
      z.describe(
        "`password_first`: the password, then the second factor · `together`: both in one submission · `approval_first`: the second factor, then the password.",
      ),
    ),
  senders: z
    .object({
      sms: z.array(z.string()).check(z.describe("Numbers and names that SMS come from; empty: the carrier's choice.")),
      voice: z.array(z.string()).check(z.describe("Numbers that calls come from.")),
      email: z.array(z.string()).check(z.describe("Addresses that mails come from.")),
    })
    .check(z.describe("Everything the service sends comes from here, so that people can tell it from fraud.")),
});

export const OpenidConfiguration = z.object({
  issuer: z.url(),
  jwks_uri: z.url(),
  response_types_supported: z.array(z.string()),
  subject_types_supported: z.array(z.string()),
  id_token_signing_alg_values_supported: z.array(z.string()),
  acr_values_supported: z.array(z.string()),
  claims_supported: z.array(z.string()),
});

export const Jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

export const OpenapiDocument = z.looseObject({ openapi: z.string() });
