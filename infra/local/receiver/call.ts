import { type VoiceAttribute, voiceCodeFlow, voices } from "../../flows/voice-code.ts";
import { runCall } from "./call-flow.ts";
import { plainSpeech } from "./call-speech.ts";

/** A call as the deployed flow runs it, in plain text: enough to play it, and to let a person press keys. */
export interface Call {
  /** The key that the screen shows: it alone makes the call tell the code. */
  readonly key: string;
  /** Heard first, and again after silence or a wrong key, until the call ends. Empty when the call says nothing. */
  readonly ask: string;
  readonly wrongKey: string;
  readonly code: string;
  readonly goodbye: string;
  /** All that is heard, in order, by who presses the key, wrong keys alone, or no key at all, as a voicemail does. */
  readonly heard: {
    readonly withKey: readonly string[];
    readonly withWrongKeys: readonly string[];
    readonly withoutKey: readonly string[];
  };
  /** What the contact still holds when the call has ended, and AWS keeps for 24 months. */
  readonly attributesAfter: Readonly<Record<string, string>>;
}

/** `language` is that of the voice: `ja` or `en`; `undefined` when no voice was set. */
export interface PlacedCall {
  readonly call: Call;
  readonly language: string | undefined;
}

/** Runs the flow with what a contact was given. */
export function placeCall(attributes: Readonly<Record<string, string>>): PlacedCall {
  const { key = "" } = attributes;
  const run = (pressed: string | undefined) => runCall(voiceCodeFlow(), attributes, () => pressed);
  const answered = run(key);
  const withKey = answered.spoken.map(plainSpeech);
  const withWrongKeys = run(key === "1" ? "2" : "1").spoken.map(plainSpeech);
  const withoutKey = run(undefined).spoken.map(plainSpeech);
  const heard = (name: VoiceAttribute) =>
    [...withKey, ...withWrongKeys].find((text) => text === plainSpeech(attributes[name] ?? "")) ?? "";
  return {
    call: {
      key,
      ask: heard("ask"),
      wrongKey: heard("wrongKey"),
      code: heard("code"),
      goodbye: heard("goodbye"),
      heard: { withKey, withWrongKeys, withoutKey },
      attributesAfter: answered.attributes,
    },
    language: languageOf(answered.voice),
  };
}

const languageOf = (voice: string | undefined): string | undefined =>
  Object.entries(voices)
    .find(([, known]) => known === voice)?.[0]
    .slice(0, 2);
