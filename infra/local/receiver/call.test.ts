import { describe, expect, test } from "@jest/globals";
import { voiceAttributes, voiceCodeFlow } from "../../flows/voice-code.ts";
import { placeCall } from "./call.ts";
import { runCall } from "./call-flow.ts";
import { isSpeakable, plainSpeech } from "./call-speech.ts";

const given = {
  language: "en-US",
  key: "4",
  ask: "<speak>Press the key.</speak>",
  code: '<speak>Your code is 1<break time="1s"/>2<break time="1s"/>3.</speak>',
  wrongKey: "<speak>That was not the key.</speak>",
  goodbye: "<speak>Goodbye.</speak>",
};
const [ask, code, wrongKey, goodbye] = [
  "Press the key.",
  "Your code is 1 2 3.",
  "That was not the key.",
  "Goodbye.",
] as const;

describe("a call that is placed", () => {
  test("given the right key, then the code is told three times", () => {
    const { call, language } = placeCall(given);
    expect(call).toMatchObject({ key: "4", ask, code, wrongKey, goodbye });
    expect(call.heard.withKey).toEqual([ask, code, code, code, goodbye]);
    expect(language).toBe("en");
  });

  test("given wrong keys, then it says so, asks three times and tells nothing", () => {
    const { heard } = placeCall(given).call;
    expect(heard.withWrongKeys).toEqual([ask, wrongKey, ask, wrongKey, ask, wrongKey]);
    expect(placeCall({ ...given, key: "1" }).call.heard.withWrongKeys).toEqual(heard.withWrongKeys);
  });

  test("given a voicemail, then it asks three times and tells nothing", () => {
    expect(placeCall(given).call.heard.withoutKey).toEqual([ask, ask, ask]);
  });

  test.each([...voiceAttributes])("given any call, then the contact holds no %s afterwards", (name) => {
    expect(placeCall(given).call.attributesAfter).toHaveProperty(name, "");
    expect(placeCall({ ...given, language: "fr-FR" }).call.attributesAfter).toHaveProperty(name, "");
  });

  test.each([
    "<speak>1 & 2</speak>",
    "<speak>1<break></speak>",
    "<speak>1",
  ])("given the code %s, which cannot be spoken, then the call ends there", (broken) => {
    const { call } = placeCall({ ...given, code: broken });
    expect(call).toMatchObject({ ask, code: "", goodbye: "" });
    expect(call.heard.withKey).toEqual([ask]);
  });

  test.each(["0", "*", "#"])("given the key %s, which the screen never shows, then it is a wrong one", (key) => {
    const { spoken } = runCall(voiceCodeFlow(), given, (question) => (question === 1 ? key : undefined));
    expect(spoken.map(plainSpeech)).toEqual([ask, wrongKey, ask, ask]);
  });

  test("given a wrong key first, when the right one follows, then the code is told", () => {
    const { spoken } = runCall(voiceCodeFlow(), given, (question) => (question === 2 ? "4" : "5"));
    expect(spoken.map(plainSpeech)).toEqual([ask, wrongKey, ask, code, code, code, goodbye]);
  });
});

describe("a flow that is not sound", () => {
  const flow = voiceCodeFlow();

  test("given an action that is not there, when a call comes to it, then that is said", () => {
    expect(() => runCall({ ...flow, StartAction: "gone" }, given, () => undefined)).toThrow('no action "gone"');
  });

  test("given a flow that goes round, when a call runs it, then that is said", () => {
    const [first] = flow.Actions;
    if (first?.Type !== "UpdateFlowLoggingBehavior") throw new Error("the flow begins otherwise");
    const around = { ...first, Transitions: { ...first.Transitions, NextAction: first.Identifier } };
    expect(() => runCall({ ...flow, Actions: [around] }, given, () => undefined)).toThrow("does not end");
  });
});

describe("speech", () => {
  test.each([
    ["<speak>コードは<break time='300ms'/>1<break/>2です</speak>", "コードは 1 2です"],
    ["<speak><p>One</p><p>Two &amp; three &lt;4&gt; &#39;5&#x27;</p></speak>", "One Two & three <4> '5'"],
    ['<speak>Say <prosody rate="slow">this</prosody>,\n  please</speak>', "Say this, please"],
  ])("given %s, then %s is heard", (ssml, heard) => {
    expect(isSpeakable(ssml)).toBe(true);
    expect(plainSpeech(ssml)).toBe(heard);
  });

  test.each([
    "",
    "hello",
    "<speak>hello",
    "<speak>a & b</speak>",
    "<speak>a < b</speak>",
    "<speak><p>a</speak></p>",
    "<speak>a</speak><script>",
    "<p>a</p>",
  ])("given %j, then it cannot be spoken", (ssml) => {
    expect(isSpeakable(ssml)).toBe(false);
  });
});
