import { askForKey, blank, compare, copyToFlow, hangUp, logNothing, loop, say, speakAs } from "./flow-actions.ts";
import type { Flow, FlowAction } from "./flow-language.ts";

/**
 * What the call is given, as attributes of its contact: `language` is one of `voices`, `key` one digit from 1 to 9 that
 * the person sees on the screen, and the others are SSML in `<speak>`.
 */
export const voiceAttributes = ["language", "key", "ask", "code", "wrongKey", "goodbye"] as const;
export type VoiceAttribute = (typeof voiceAttributes)[number];

const spoken = ["ask", "code", "wrongKey", "goodbye"] as const satisfies readonly VoiceAttribute[];

/** Voices of Amazon Polly that have the neural engine. */
export const voices = { "ja-JP": "Takumi", "en-US": "Joanna" } as const;

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** How often the key is asked for. */
const tries = 3;
/** How often the code is spoken. */
const times = 3;
/** Long enough to take the phone from the ear and look at the screen. */
const keyWaitSeconds = 10;

/**
 * The flow of a call that tells a code to whoever presses the key on the screen: a voicemail presses none, and never
 * hears it. Connect keeps a contact's attributes for 24 months. So they are blanked before anything is spoken, while the
 * flow goes on with copies that end with the call; and where that fails, the call ends unspoken. Nothing is recorded:
 * Connect records only where a flow says so.
 */
export function voiceCodeFlow(): Flow {
  const actions = [...forgetting(), ...checking(), ...asking(), ...telling(), ...ending()];
  return {
    Version: "2019-10-30",
    StartAction: "log-nothing",
    Metadata: {
      entryPointPosition: place(0),
      ActionMetadata: Object.fromEntries(
        actions.map(({ Identifier }, index) => [Identifier, { position: place(index + 1) }]),
      ),
    },
    Actions: actions,
  };
}

/** Whatever happens to the call after these, the contact holds nothing. */
const forgetting = (): readonly FlowAction[] => [
  logNothing("log-nothing", "copy"),
  copyToFlow("copy", voiceAttributes, { next: "forget", failed: "forget-uncopied" }),
  blank("forget", voiceAttributes, { next: `check-${spoken[0]}`, failed: "forget-again" }),
];

/** What is missing was copied as nothing: a call that could not say all of it says none of it. */
const checking = (): readonly FlowAction[] => [
  ...spoken.map((name, index) => {
    const after = spoken[index + 1] ?? "key";
    const ways = { "<speak>": `check-${after}` };
    return compare(`check-${name}`, name, { operator: "TextStartsWith", ways, otherwise: "hang-up" });
  }),
  compare("check-key", "key", { ways: byEach(keys, () => "check-language"), otherwise: "hang-up" }),
  compare("check-language", "language", {
    ways: byEach(Object.keys(voices), (language) => `voice-${language}`),
    otherwise: "hang-up",
  }),
  ...Object.entries(voices).map(([language, voice]) =>
    speakAs(`voice-${language}`, voice, { next: "tries", failed: "hang-up" }),
  ),
];

/** The key that was pressed leads to a comparison with that digit: an operand is a plain text, not an attribute. */
const asking = (): readonly FlowAction[] => [
  loop("tries", tries, { again: "ask", done: "hang-up" }),
  askForKey("ask", "ask", {
    waitSeconds: keyWaitSeconds,
    keys: byEach(keys, (key) => `pressed-${key}`),
    otherKey: "wrong-key",
    silence: "tries",
    failed: "hang-up",
  }),
  ...keys.map((key) => compare(`pressed-${key}`, "key", { ways: { [key]: "times" }, otherwise: "wrong-key" })),
  say("wrong-key", "wrongKey", { next: "tries", failed: "hang-up" }),
];

const telling = (): readonly FlowAction[] => [
  loop("times", times, { again: "code", done: "goodbye" }),
  say("code", "code", { next: "times", failed: "hang-up" }),
  say("goodbye", "goodbye", { next: "hang-up", failed: "hang-up" }),
];

/** Blanking that failed is tried once more, on the way out. */
const ending = (): readonly FlowAction[] => [
  blank("forget-uncopied", voiceAttributes, { next: "hang-up", failed: "forget-again" }),
  blank("forget-again", voiceAttributes, { next: "hang-up", failed: "hang-up" }),
  hangUp("hang-up"),
];

const byEach = (names: readonly string[], next: (name: string) => string) =>
  Object.fromEntries(names.map((name) => [name, next(name)]));

/** Beside one another, in the console's pixels, and so many to a row. */
const place = (index: number) => ({ x: 40 + 260 * (index % 8), y: 40 + 320 * Math.floor(index / 8) });
