import type { Client } from "../shared/contract/client.ts";
import type { CodeWord } from "../shared/contract/code-words.ts";
import type { Locale } from "../shared/contract/schemas.ts";

type Words = { readonly [L in Locale]: string };

/** Where people ask when they cannot help themselves. A way that is left out is not spoken of. */
export interface Support {
  /** The number as people dial it, and when somebody answers. */
  readonly phone?: { readonly number: string; readonly hours: Words } | undefined;
  /** Address of a page. */
  readonly web?: string | undefined;
  /** Address of the page for a forgotten password. */
  readonly forgottenPassword?: string | undefined;
  /** Address of the page that people go on to once they are signed in. */
  readonly memberMenu?: string | undefined;
  /** How support is reached in the operator's app. */
  readonly app?: Words | undefined;
}

type Authenticator = Awaited<ReturnType<Client["listAuthenticators"]>>["authenticators"][number];

/** What the API tells of the service too. */
export type ServiceFacts = Awaited<ReturnType<Client["getService"]>>;

/** A file of the pages, and how its sides relate. */
export interface Picture {
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

/** The operator's colours, as `#rrggbb`; `strong` where something is pressed or pointed at. */
interface Colours {
  readonly accent: string;
  readonly accentStrong: string;
  readonly accentDark: string;
  readonly accentDarkStrong: string;
}

export interface Service extends ServiceFacts {
  readonly name: Words;
  readonly support: Support;
  /** Whether people may switch two-step verification off themselves. */
  readonly selfDisable: boolean;
  /** The longest that people may have browsers trusted for; 0: none is trusted. */
  readonly mostTrustDays: number;
  /** What people may add themselves. */
  readonly enrollable: readonly Authenticator["type"][];
  /** What the code is called. */
  readonly codeWord: CodeWord;
  /** Where passwords are the operator's own directory's: the address of the page that changes them. */
  readonly passwordsElsewhere?: { readonly changePage?: string | undefined } | undefined;
  readonly branding: {
    readonly colours?: Colours | undefined;
    readonly logo?: Picture | undefined;
    readonly logoDark?: Picture | undefined;
  };
  /** Authenticator apps to name to people; any that does RFC 6238 works. */
  readonly apps: readonly { readonly system: string; readonly names: readonly string[] }[];
}

/** Where the page holds what the operator has set. */
const place = document.querySelector<HTMLMetaElement>('meta[name="nidan-service"]');
const given: Partial<Service> = JSON.parse(place?.content || "{}");

/** Whose pages these are. It is all there at once: nothing has to be asked for before the first page can show. */
export const service: Service = {
  shortName: "nidan",
  loginOrder: "password_first",
  senders: { sms: [], voice: [], email: [] },
  name: { ja: "nidan", en: "nidan" },
  support: {},
  codeWord: "verification_code",
  selfDisable: true,
  mostTrustDays: 90,
  enrollable: ["phone", "email", "totp", "app"],
  branding: {},
  apps: [
    { system: "iOS", names: ["Google Authenticator", "Microsoft Authenticator"] },
    { system: "Android", names: ["Google Authenticator", "Microsoft Authenticator"] },
  ],
  ...given,
};

/** Whether the service trusts any browser. */
export const trustsBrowsers = service.mostTrustDays > 0;

/** Whether people may add that themselves. */
export const mayAdd = (...types: readonly Authenticator["type"][]): boolean =>
  types.some((type) => service.enrollable.includes(type));
