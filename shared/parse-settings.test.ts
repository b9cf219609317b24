import { describe, expect, test } from "@jest/globals";
import { activityKinds } from "./contract/activity.ts";
import { parseSettings, SettingsError } from "./parse-settings.ts";
import type { SettingsInput } from "./settings.ts";

const linesOf = (given: unknown): string[] => {
  try {
    parseSettings(given);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.message.split("\n");
    throw error;
  }
};

describe("settings that an operator leaves out", () => {
  test("given nothing, when settings are parsed, then they are the product's defaults", () => {
    expect(parseSettings({})).toEqual({
      service: { shortName: "nidan" },
      support: {},
      texts: { codeWord: "verification_code" },
      session: { idleMinutes: 60, wholeHours: 24, stepUpMinutes: 5 },
      methods: { enrollable: ["phone", "email", "totp", "app"], first: [] },
      branding: {},
      locale: "ja",
      login: { lifetimeMinutes: 30, order: "password_first", passwordAlone: false },
      approvals: {
        matchNumber: true,
        qr: false,
        codesFrom: [],
        codesOnRisk: false,
        lifetimeMinutes: 2,
        requestsPerTenMinutes: 3,
      },
      risk: {
        mode: "enforce",
        askAt: 30,
        highAt: 60,
        refuseAt: 101,
        weights: {
          unknownBrowser: 15,
          newNetwork: 5,
          newCountry: 35,
          impossibleTravel: 45,
          failures: 30,
          denials: 40,
          sends: 15,
          changedDestination: 20,
          listedAddress: 60,
          unusualHour: 5,
        },
        networks: [],
      },
      exemptions: [],
      links: { sms: "off", smsPrefixes: [], smsLifetimeMinutes: 10, email: "off", emailLifetimeMinutes: 30 },
      operators: { twoPersonResets: false },
      recovery: { by: "person", waitHours: 24, grantHours: 72 },
      trust: { days: 30, mostDays: 90, perAccount: 20, defaultChecked: false, nameRequired: false },
      codes: { lifetimeSeconds: 300 },
      attempts: { perLogin: 5, perSubjectHour: 15, beforePasswordPerSubjectHour: 10, inARow: 50 },
      password: {
        minLength: 8,
        resetsPerHour: 5,
        freeAttempts: 5,
        firstWaitSeconds: 1,
        longestWaitSeconds: 900,
        leastMilliseconds: 0,
      },
      sends: {
        gapsSeconds: [30, 60, 120],
        perLogin: 5,
        beforePasswordPerTenMinutes: 3,
        beforePasswordPerDay: 4,
        perDestinationTenMinutes: 5,
        smsPerDestinationDay: 10,
        voicePerDestinationDay: 5,
        emailPerDestinationDay: 20,
        perPrefixTenMinutes: 10,
        perSubjectHour: 30,
        smsPerCountryHour: 2000,
        voicePerCountryHour: 300,
        countries: ["JP"],
      },
      sources: {
        startsPerMinute: 30,
        sendsPerTenMinutes: 100,
        sendsBeforePasswordPerTenMinutes: 30,
        failuresPerHour: 100,
        resetsPerHour: 30,
      },
      sms: { maxPriceUsd: "0.20" },
      email: {},
      voice: {},
      totp: {
        toleranceSteps: 1,
        apps: [
          { system: "iOS", names: ["Google Authenticator", "Microsoft Authenticator"] },
          { system: "Android", names: ["Google Authenticator", "Microsoft Authenticator"] },
        ],
      },
      backupCodes: { mayReveal: true, mayReplace: true },
      audit: { shownDays: 90, keptDays: 400 },
      selfDisable: true,
      spend: { monthlyUsd: 1000, prices: {} },
      fraudGuard: { mode: "enforce", countryFloor: 500, blockFloor: 50, pauseMinutes: 60 },
      result: { lifetimeSeconds: 300, algorithm: "ES256" },
      clients: [],
      webhooks: [],
      allowedOrigins: [],
    });
  });

  test("given one of a group, when settings are parsed, then the others keep their defaults", () => {
    expect(parseSettings({ attempts: { perLogin: 3 } }).attempts).toEqual({
      perLogin: 3,
      perSubjectHour: 15,
      beforePasswordPerSubjectHour: 10,
      inARow: 50,
    });
  });
});

/** Each numeric setting, the least and the most it may be. */
const bounds = [
  ["login.lifetimeMinutes", 5, 60],
  ["codes.lifetimeSeconds", 60, 600],
  ["attempts.perLogin", 1, 10],
  ["attempts.perSubjectHour", 5, 100],
  ["attempts.beforePasswordPerSubjectHour", 1, 100],
  ["sends.beforePasswordPerTenMinutes", 1, 20],
  ["sends.beforePasswordPerDay", 1, 50],
  ["sources.sendsBeforePasswordPerTenMinutes", 1, 10000],
  ["attempts.inARow", 10, 100],
  ["password.freeAttempts", 1, 20],
  ["password.firstWaitSeconds", 1, 60],
  ["password.longestWaitSeconds", 60, 3600],
  ["sends.perLogin", 1, 10],
  ["sources.sendsPerTenMinutes", 1, 10000],
  ["sends.perDestinationTenMinutes", 1, 20],
  ["sends.emailPerDestinationDay", 1, 100],
  ["sends.smsPerDestinationDay", 1, 50],
  ["sends.voicePerDestinationDay", 1, 50],
  ["sends.smsPerCountryHour", 1, 1_000_000],
  ["sends.voicePerCountryHour", 1, 1_000_000],
  ["totp.toleranceSteps", 0, 2],
  ["spend.monthlyUsd", 0, 1_000_000],
  ["fraudGuard.countryFloor", 10, 1_000_000],
  ["fraudGuard.blockFloor", 10, 100_000],
  ["fraudGuard.pauseMinutes", 10, 1440],
  ["sends.perPrefixTenMinutes", 1, 1000],
  ["sources.startsPerMinute", 1, 10_000],
  ["sources.failuresPerHour", 1, 100_000],
  ["result.lifetimeSeconds", 60, 600],
  ["recovery.waitHours", 1, 168],
  ["recovery.grantHours", 1, 168],
  ["trust.perAccount", 1, 50],
] as const;

/** `a.b` and a value → `{ a: { b: value } }`. */
const nested = (path: string, value: unknown): unknown =>
  path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);

describe("bounds of settings", () => {
  const cases = bounds.map(([path, least, most]) => ({ path, least, most }));
  const line = (path: string, trouble: string) => `${path}: ${trouble} (cdk.json, context.nidan)`;

  test.each(cases)("given $path, when it is $least or $most, then it is taken", ({ path, least, most }) => {
    expect([least, most].flatMap((value) => linesOf(nested(path, value)))).toEqual([]);
  });
  test.each(cases)("given $path, when it is less than $least, then the line says so", ({ path, least }) => {
    expect(linesOf(nested(path, least - 1))).toEqual([line(path, `must be at least ${least}`)]);
  });
  test.each(cases)("given $path, when it is more than $most, then the line says so", ({ path, most }) => {
    expect(linesOf(nested(path, most + 1))).toEqual([line(path, `must be at most ${most}`)]);
  });
  test.each(cases)("given $path, when it is a text or a fraction, then the line says what it must be", ({ path }) => {
    expect([...linesOf(nested(path, "10")), ...linesOf(nested(path, 10.5))]).toEqual([
      line(path, "must be of type number"),
      line(path, "must be of type int"),
    ]);
  });
});

const shown = (given: unknown) => ({ given, shown: JSON.stringify(given).slice(0, 60) });
const wrong = (given: unknown, line: string) => ({ ...shown(given), line });

describe("wrong settings", () => {
  test.each([
    wrong({ hosts: "login.example.jp" }, "hosts: there is no such setting; remove it or correct its name"),
    wrong({ sends: { perlogin: 3 } }, "sends.perlogin: there is no such setting; remove it or correct its name"),
    wrong(
      { branding: { accent: "#777777", accentDark: "#7fd6a2" } },
      "branding.accent: #777777 has a contrast of 4.47:1 with #ffffff, less than 4.5:1; set one that is darker",
    ),
    wrong(
      { methods: { enrollable: ["app"] } },
      "methods.enrollable: must have phone, email or totp: an app that approves stands beside another method",
    ),
    wrong({ methods: { enrollable: ["phone", "phone"] } }, "methods.enrollable: must name each once"),
    wrong({ methods: { first: ["totp", "totp"] } }, "methods.first: must name each once"),
    wrong({ session: { idleMinutes: 61 } }, "session.idleMinutes: must be at most 60"),
    wrong({ session: { wholeHours: 25 } }, "session.wholeHours: must be at most 24"),
    wrong({ session: { stepUpMinutes: 0 } }, "session.stepUpMinutes: must be at least 1"),
    wrong({ approvals: { lifetimeMinutes: 11 } }, "approvals.lifetimeMinutes: must be at most 10"),
    wrong({ methods: { first: ["qr"] } }, "methods.first: must not have backup_code or qr: these come last"),
    wrong({ branding: { accent: "red" } }, 'branding.accent: must be a colour such as "#1d5fb8"'),
    wrong(
      { host: "https://login.example.jp" },
      'host: must be a host name such as "login.example.jp", without a scheme or a path',
    ),
    wrong(
      { host: "login.example.jp/x" },
      'host: must be a host name such as "login.example.jp", without a scheme or a path',
    ),
    wrong(
      { host: "evil\n.example.jp" },
      'host: must be a host name such as "login.example.jp", without a scheme or a path',
    ),
    wrong({ locale: "fr" }, "locale: must be one of ja, en"),
    wrong({ service: { shortName: "" } }, "service.shortName: must not be empty"),
    wrong(
      { service: { shortName: "n".repeat(11) } },
      "service.shortName: must be at most 10 characters: an SMS has one segment",
    ),
    wrong(
      { service: { shortName: "ni dan" } },
      "service.shortName: must not hold spaces, brackets 【】, @, # or control characters",
    ),
    wrong(
      { service: { shortName: "ni\ndan" } },
      "service.shortName: must not hold spaces, brackets 【】, @, # or control characters",
    ),
    wrong({ sends: { gapsSeconds: [] } }, "sends.gapsSeconds: needs one gap at least"),
    wrong({ sends: { gapsSeconds: [30, 9] } }, "sends.gapsSeconds.1: must be at least 10"),
    wrong({ sends: { countries: ["JP", "jp"] } }, 'sends.countries.1: must be ISO 3166 codes such as "JP"'),
    wrong({ sends: { countries: [] } }, "sends.countries: needs one country at least"),
    wrong(
      { sms: { senderId: "12345" } },
      "sms.senderId: must be 1 to 11 ASCII letters and digits, one letter at least",
    ),
    wrong(
      { sms: { originationNumber: "none" } },
      "sms.originationNumber: must be a number in E.164 form or a short code",
    ),
    wrong({ sms: { maxPriceUsd: "0.2" } }, 'sms.maxPriceUsd: must be US dollars such as "0.20"'),
    wrong(
      { support: { web: "http://www.example.jp" } },
      'support.web: must be an address such as "https://www.example.jp/support"',
    ),
    wrong(
      { support: { forgottenPassword: "javascript:alert(1)" } },
      'support.forgottenPassword: must be an address such as "https://www.example.jp/support"',
    ),
    wrong(
      { support: { memberMenu: "/menu" } },
      'support.memberMenu: must be an address such as "https://www.example.jp/support"',
    ),
    wrong(
      { support: { phone: { number: "call us", hours: { ja: "9時", en: "9 am" } } } },
      'support.phone.number: must be a number such as "0120-000-123"',
    ),
    wrong(
      { service: { name: { ja: "会員\u202eサイト", en: "Member Site" } } },
      "service.name.ja: must not hold line breaks or other control characters",
    ),
    wrong({ totp: { apps: [{ system: "iOS", names: [] }] } }, "totp.apps.0.names: needs one app at least"),
    wrong({ result: { algorithm: "HS256" } }, "result.algorithm: must be one of ES256, RS256"),
    wrong(
      { clients: [{ clientId: "a b" }] },
      "clients.0.clientId: must be 1 to 64 letters, digits, dots, dashes, underscores or tildes",
    ),
    ...[
      "http://crm.example.jp/",
      "https://user:pw@crm.example.jp/",
      "https://crm.example.jp/#a",
      "crm.example.jp",
      "",
    ].map((url) =>
      wrong(
        { webhooks: [{ name: "crm", url }] },
        'webhooks.0.url: must be an https URL such as "https://crm.example.jp/nidan", without a user or a fragment; http for localhost alone',
      ),
    ),
    wrong(
      { webhooks: [{ name: "CRM", url: "https://crm.example.jp/" }] },
      "webhooks.0.name: must be 1 to 24 lower-case letters, digits and dashes, a letter first",
    ),
    wrong(
      { webhooks: [{ name: "crm", url: "https://crm.example.jp/", events: ["signed_inn"] }] },
      `webhooks.0.events.0: must be one of ${activityKinds.join(", ")}`,
    ),
    wrong(
      { webhooks: [{ name: "crm", url: "https://crm.example.jp/", events: [] }] },
      "webhooks.0.events: must name a kind of event; leave it out for all",
    ),
    wrong(
      { webhooks: ["one", "one"].map((name) => ({ name, url: "https://crm.example.jp/" })) },
      "webhooks: must have a name each",
    ),
    wrong(
      { webhooks: ["a", "b", "c", "d", "e", "f"].map((name) => ({ name, url: "https://crm.example.jp/" })) },
      "webhooks: must be at most 5: a bus has many rules, an event one signature",
    ),
    wrong(
      { allowedOrigins: ["https://a.jp/"] },
      'allowedOrigins.0: must be an origin such as "https://www.example.jp", without a path',
    ),
    wrong(
      { allowedOrigins: ["*"] },
      'allowedOrigins.0: must be an origin such as "https://www.example.jp", without a path',
    ),
    wrong({ service: { shortName: 1 } }, "service.shortName: must be of type string"),
    wrong({ trust: { days: 14 } }, "trust.days: must be one of 0, 1, 7, 30, 90"),
    wrong({ trust: { mostDays: 365 } }, "trust.mostDays: must be one of 0, 1, 7, 30, 90"),
    wrong({ login: 30 }, "login: must be of type object"),
    wrong(null, "nidan: must be of type object"),
    wrong([], "nidan: must be of type object"),
  ])("given $shown, when settings are parsed, then the line names it and the fix", ({ given, line }) => {
    expect(linesOf(given)).toContain(`${line} (cdk.json, context.nidan)`);
  });

  test("given several, when settings are parsed, then each has its line", () => {
    expect(linesOf({ locale: "fr", login: { lifetimeMinutes: 0 }, x: 1 })).toHaveLength(3);
  });
});

describe("names and hosts that do not fit one SMS", () => {
  test.each<[string, SettingsInput, number]>([
    ["a Japanese name on CloudFront's own host", { service: { shortName: "認証" } }, 2],
    ["a long host", { host: `${"h".repeat(34)}.jp` }, 1],
    ["a long host with a port", { host: `${"h".repeat(34)}.jp:8443` }, 1],
  ])("given %s, when settings are parsed, then the line tells by how much", (_, given, excess) => {
    expect(linesOf(given)).toEqual([
      expect.stringMatching(
        new RegExp(`^service\\.shortName: with the host \\S+ an SMS is ${excess} characters? longer`),
      ),
    ]);
  });

  test.each<[string, SettingsInput]>([
    ["the longest host for the default name", { host: `${"h".repeat(33)}.jp` }],
    ["a Japanese name on a host of one's own", { host: "login.example.jp", service: { shortName: "認証" } }],
  ])("given %s, when settings are parsed, then they are taken", (_, given) => {
    expect(linesOf(given)).toEqual([]);
  });
});

describe("prices", () => {
  test("given a country without a price, when it is listed, then the line names the setting and its form", () => {
    expect(linesOf({ sends: { countries: ["JP", "FR"] } })).toEqual([
      'spend.prices: FR is in sends.countries and has no price; set spend.prices.FR to {"smsUsd": "0.05", "voiceUsd": "0.20"} with what it costs (cdk.json, context.nidan)',
    ]);
  });
  test("given a country with a price, when it is listed, then it is taken", () => {
    const prices = { FR: { smsUsd: "0.07", voiceUsd: "0.21" } };
    expect(linesOf({ sends: { countries: ["JP", "FR"] }, spend: { prices } })).toEqual([]);
  });
  test.each([
    "7",
    "0.1",
    "-0.10",
    "0.1234567",
  ])("given the price %s, when it is parsed, then it is refused", (smsUsd) => {
    expect(linesOf({ spend: { prices: { JP: { smsUsd, voiceUsd: "0.21" } } } })).toEqual([
      'spend.prices.JP.smsUsd: must be US dollars such as "0.07451" (cdk.json, context.nidan)',
    ]);
  });
});

describe("limits of the risk", () => {
  test.each<[string, SettingsInput["risk"], string[]]>([
    ["as they are", {}, []],
    ["one below another", { askAt: 50, highAt: 49 }, ["risk.highAt: must be at least risk.askAt, 50"]],
    ["silence that would refuse", { refuseAt: 60 }, ["risk.refuseAt: must be more than risk.highAt, 60"]],
  ])("given %s, when settings are parsed, then the line names the limit to move", (_, risk, expected) => {
    expect(linesOf({ risk })).toEqual(expected.map((line) => `${line} (cdk.json, context.nidan)`));
  });
});

describe("how long browsers are trusted", () => {
  test.each<[string, SettingsInput["trust"], string[]]>([
    ["as they are", {}, []],
    ["both alike", { days: 7, mostDays: 7 }, []],
    ["never", { days: 0, mostDays: 0 }, []],
    [
      "more than people may choose",
      { days: 30, mostDays: 7 },
      ["trust.days: 30 is more than trust.mostDays, 7; lower trust.days or raise trust.mostDays"],
    ],
    [
      "the default, and no browser is to be trusted",
      { mostDays: 0 },
      ["trust.days: 30 is more than trust.mostDays, 0; lower trust.days or raise trust.mostDays"],
    ],
  ])("given %s, when settings are parsed, then a line names both where they do not fit", (_, trust, expected) => {
    expect(linesOf({ trust })).toEqual(expected.map((line) => `${line} (cdk.json, context.nidan)`));
  });
});

describe("orders in which a second factor may come first", () => {
  test.each([
    ["sends.beforePasswordPerTenMinutes", { beforePasswordPerTenMinutes: 5 }],
    ["sends.beforePasswordPerDay", { beforePasswordPerDay: 5 }],
  ])("given all of a destination's sends may come before a password, when settings are parsed, then %s is named", (name, sends) => {
    expect(linesOf({ login: { order: "together" }, sends })).toEqual([
      `${name}: must be less than 5, what a destination may be sent (cdk.json, context.nidan)`,
    ]);
    expect(linesOf({ sends })).toEqual([]);
  });
});
