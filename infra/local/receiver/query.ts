import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { type Actions, actionNamed, type Service, textOf } from "./wire.ts";

/** A decoded form: texts, lists and structures of them. */
type FormValue = string | FormValue[] | FormFields;
interface FormFields {
  [name: string]: FormValue;
}

/** A list in a form: an empty one comes as an empty text. */
export const listOf = <S extends z.ZodMiniType>(item: S) =>
  z.pipe(
    z.transform((given: unknown) => (given === "" ? [] : given)),
    z.array(item),
  );

/** What an answer is made of: texts, lists, maps by any name, and structures of them. */
type XmlValue = string | number | boolean | readonly XmlValue[] | ReadonlyMap<string, XmlValue> | XmlFields;
export interface XmlFields {
  readonly [name: string]: XmlValue;
}

/** AWS Query, which SNS and SES speak: a form in, XML out. */
export function awsQuery(namespace: string, actions: Actions<XmlFields>): Service {
  const headers = { "content-type": "text/xml" };
  return {
    answer: async (request) => {
      const { Action, Version: _, ...input } = decodeForm(textOf(request));
      const name = typeof Action === "string" ? Action : "";
      const answer = await actionNamed(actions, name, "InvalidAction")(input);
      const result = element(`${name}Result`, answer);
      const trailer = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
      const body = `<${name}Response xmlns="${namespace}">${result}${trailer}</${name}Response>`;
      return { status: 200, headers, body };
    },
    refuse: ({ code, message, status }) => {
      const type = `<Type>${status < 500 ? "Sender" : "Receiver"}</Type>`;
      const error = `<Error>${type}<Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
      const body = `<ErrorResponse xmlns="${namespace}">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
      return { status, headers, body };
    },
  };
}

/** `A.B.member.1.C=x` → `{A: {B: [{C: "x"}]}}`; `entry` lists of names and values become maps, as the SDK has them. */
function decodeForm(form: string): FormFields {
  const fields: FormFields = Object.create(null);
  for (const [key, value] of new URLSearchParams(form)) put(fields, key.split("."), value);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
}

function put(fields: FormFields, [name = "", ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    fields[name] = value;
    return;
  }
  const inner = fields[name];
  const next: FormFields = typeof inner === "object" && !Array.isArray(inner) ? inner : Object.create(null);
  fields[name] = next;
  put(next, rest, value);
}

function plain(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const { member, entry } = value;
  if (isFields(member)) return Object.values(member).map(plain);
  if (isFields(entry)) return Object.fromEntries(Object.values(entry).map(pair));
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

function pair(entry: FormValue): [string, FormValue] {
  if (!isFields(entry)) return ["", entry];
  const name = entry.Name ?? entry.key;
  return [typeof name === "string" ? name : "", plain(entry.Value ?? entry.value ?? "")];
}

const element = (name: string, value: XmlValue): string => `<${name}>${xmlOf(value)}</${name}>`;

/** The items of a list stand in `member`, those of a map in `entry`, as the forms of requests have them. */
function xmlOf(value: XmlValue): string {
  if (isList(value)) return value.map((item) => element("member", item)).join("");
  if (value instanceof Map) return [...value].map(([key, item]) => element("entry", { key, value: item })).join("");
  if (typeof value !== "object") return escapeXml(String(value));
  return Object.entries(value)
    .map(([name, inner]) => element(name, inner))
    .join("");
}

/** `Array.isArray` does not tell a list that is read-only from the rest. */
const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

const isFields = (value: FormValue | undefined): value is FormFields =>
  typeof value === "object" && !Array.isArray(value);

const escapeXml = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.codePointAt(0)};`);
