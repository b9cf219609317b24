/** The parts of the API, as its description groups them: the first whose path an operation's begins with. */
const areas = [
  {
    name: "Logins",
    prefix: "/v1/logins",
    about: "A login is a state machine: start it, prove what it needs, and fetch the signed result.",
  },
  {
    name: "One-time URLs",
    prefix: "/v1/links",
    about: "What stands behind `#` in a URL that was sent: look at it as often as you like, and redeem it once.",
  },
  {
    name: "Not me",
    prefix: "/v1/disavowals",
    about: "What a mail's link does for whoever did not do what the mail tells of.",
  },
  { name: "Passwords", prefix: "/v1/password-resets", about: "A forgotten password, by a mail's link." },
  {
    name: "Passwords",
    prefix: "/v1/recovery-cancellations",
    about: "A recovery that its owner did not ask for ends by its mail's link.",
  },
  { name: "My sessions and activity", prefix: "/v1/me/sessions", about: "Where the account is signed in." },
  { name: "My sessions and activity", prefix: "/v1/me/activity", about: "What happened at the account." },
  {
    name: "My sessions and activity",
    prefix: "/v1/me/export",
    about: "All that is kept of the account, to take along.",
  },
  { name: "Not me", prefix: "/v1/me/disavowals", about: "The same, for whoever is signed in." },
  { name: "Passwords", prefix: "/v1/me/password", about: "Another password, by whoever is signed in." },
  { name: "My settings", prefix: "/v1/me/settings", about: "Whether and how the account verifies." },
  { name: "Step-up", prefix: "/v1/me/step-ups", about: "The second factor anew, for one sensitive action (RFC 9470)." },
  {
    name: "My authenticators",
    prefix: "/v1/me/authenticators",
    about: "Numbers, addresses and apps; a new one counts once it is proved.",
  },
  {
    name: "Approvals",
    prefix: "/v1/me/approvals",
    about: "What an approval app, or a session that has scanned a QR code, decides for a login elsewhere.",
  },
  { name: "My backup codes", prefix: "/v1/me/backup-codes", about: "Codes for when nothing else is at hand." },
  {
    name: "My trusted browsers",
    prefix: "/v1/me/trusted-browsers",
    about: "Browsers on which the second step is skipped until a date.",
  },
  { name: "The service", prefix: "/v1/service", about: "What pages have to know of the service." },
  { name: "The service", prefix: "/.well-known/", about: "Where its keys are (OpenID Connect Discovery)." },
  { name: "The service", prefix: "/v1/openapi.json", about: "Its description (OpenAPI 3.1)." },
  { name: "Accounts (admin)", prefix: "/v1/admin/accounts", about: "What operators do for people, with a reason." },
  { name: "Accounts (admin)", prefix: "/v1/admin/activity", about: "What happened to them, who did it, and why." },
  { name: "Accounts (admin)", prefix: "/v1/admin/imports", about: "Accounts of another system." },
  {
    name: "Delegated logins (backends)",
    prefix: "/v1/admin/logins",
    about: "A backend that has checked the first factor begins a login.",
  },
  { name: "Delegated logins (backends)", prefix: "/v1/admin/results", about: "Its result, by a code, once." },
  { name: "Lifecycle events (admin)", prefix: "/v1/admin/lifecycle-events", about: "What other systems tell." },
] as const;

/** @throws TypeError for a path of no area: give its part of the API a row. */
export function areaOf(path: string): string {
  const area = areas.find(({ prefix }) => path.startsWith(prefix));
  if (area === undefined) throw new TypeError(`${path} belongs to no area of the API`);
  return area.name;
}

/** Each once, with what is said of it. */
export function areaTags(): readonly { readonly name: string; readonly description: string }[] {
  const names = [...new Set(areas.map(({ name }) => name))];
  return names.map((name) => ({
    name,
    description: areas
      .filter((area) => area.name === name)
      .map(({ about }) => about)
      .join(" "),
  }));
}
