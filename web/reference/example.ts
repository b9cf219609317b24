import type { Schema } from "./document.ts";

/** What members of these names hold in examples, where their type alone would say little. */
const samples: Readonly<Record<string, unknown>> = {
  action: "add_authenticator",
  amr: ["pwd"],
  address: "203.0.113.7",
  attemptsLeft: 4,
  browser: "Chrome",
  callKey: "7",
  clientId: "shop",
  code: "123456",
  country: "JP",
  destination: "090-0000-1234",
  emails: ["hanako@example.jp"],
  errors: [{ pointer: "/identifier", detail: "must not be blank" }],
  eventId: "carrier-2026-000123",
  hint: "090-****-1234",
  identifier: "hanako",
  importId: "import-0001-of-2026",
  key: "JBSWY3DPEHPK3PXP",
  location: "https://www.example.jp/signed-in?code=b3BhcXVl&state=af0ifjsldkj",
  loginId: "kQ0b1nXo7cJ2mUe5yTzR4w",
  loginToken: "bG9naW4gdG9rZW4",
  matchNumber: "42",
  methodId: "sms_code.9f2c",
  name: "Chrome / Windows",
  nonce: "n-0S6_WzA2Mj",
  password: "correct-horse-1",
  passwordHash: "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW",
  phones: ["090-0000-1234"],
  pollInterval: 2,
  qrSvg: "<svg>…</svg>",
  reason: "The owner reported a stolen phone",
  reference: "K7",
  region: "13",
  retryAfter: 30,
  returnUrl: "https://www.example.jp/signed-in",
  sendsLeft: 4,
  state: "af0ifjsldkj",
  sub: "k3v9…",
  svg: "<svg>…</svg>",
  system: "Windows",
  ticket: "dGlja2V0LW9mLWEtbG9naW4",
  token: "b25lLXRpbWUtdG9rZW4",
  uri: "https://login.example.jp/q#cXI",
  url: "https://login.example.jp/continue#dGlja2V0",
  userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
  authenticatorId: "9f2c",
};

const formats: Readonly<Record<string, string>> = {
  "date-time": "2026-04-01T09:00:00Z",
  email: "hanako@example.jp",
  uri: "https://login.example.jp/",
};

/** A body that shows what the schema's members are: of a request those that are needed, and those that are named. */
export function exampleOf(schema: Schema, name = "", only?: readonly string[]): unknown {
  const { type, properties, required = [], items, enum: values } = schema;
  if (properties !== undefined) {
    const shown = Object.entries(properties).filter(
      ([member]) => only === undefined || required.includes(member) || only.includes(member),
    );
    return Object.fromEntries(shown.map(([member, inner]) => [member, exampleOf(inner, member, only)]));
  }
  const sample = samples[name];
  if (values !== undefined) return values.find((value) => value === sample) ?? values[0];
  const isFitting = type === "array" ? Array.isArray(sample) : typeof sample === (type === "integer" ? "number" : type);
  if (sample !== undefined && isFitting) return sample;
  if (type === "array") return items === undefined ? [] : [exampleOf(items, name.replace(/s$/, ""), only)];
  if (type === "boolean") return true;
  if (type === "integer" || type === "number") return schema.minimum ?? 1;
  if (type === "object") return {};
  return formats[schema.format ?? ""] ?? "…";
}

/** Members that a request's example shows besides those that it needs. */
export const shownInRequests: Readonly<Record<string, readonly string[]>> = {
  StartLogin: ["password", "clientId", "nonce"],
  VerifyLogin: ["code"],
  RedeemLink: ["acknowledged", "matchNumber"],
  DecideApproval: ["acknowledged", "matchNumber"],
  CreateAccount: ["password", "phones", "emails"],
  UpdateAccount: ["locale"],
  ImportAccounts: ["password", "emails"],
  UpdateSettings: ["enabled", "defaultMethodId", "trustDays"],
  AddAuthenticator: ["destination", "name"],
  EnrolAuthenticator: ["destination", "name"],
  TrustBrowser: ["name"],
  ResetAccount: ["authenticatorIds"],
  LifecycleEvent: ["identifier", "destination"],
  StartDelegatedLogin: ["state", "nonce"],
};
