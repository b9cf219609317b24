import { describe, expect, test } from "@jest/globals";
import { openapiDocument } from "../../shared/contract/openapi.ts";
import { type Bodies, operations } from "../../shared/contract/operations.ts";
import { operationNames } from "../../shared/contract/routes.ts";
import { operationsOf, readDocument, schemaName } from "./document.ts";
import { exampleOf } from "./example.ts";
import { html, sentence } from "./markup.ts";
import { requestExample } from "./operation.ts";
import { referencePage } from "./page.ts";

const document = readDocument(openapiDocument());
const described = (name: string) => {
  const operation = operationsOf(document).find(({ operationId }) => operationId === name);
  if (operation === undefined) throw new Error(`${name} is not described`);
  return operation;
};
const schemaOf = (name = "") => document.components.schemas[name] ?? {};
const withBody = operationNames.filter((name) => "body" in operations[name]);
const withAnswer = operationNames.filter((name) => "answer" in operations[name]);

describe("the API reference", () => {
  test.each(withBody)("given %s, when its example is sent, then the API takes it", (name) => {
    const { body }: Bodies = operations[name];
    const schema = schemaName(described(name).requestBody?.content);
    expect(body?.safeParse(requestExample(schema, schemaOf(schema)))).toMatchObject({ success: true });
  });

  test.each(withAnswer)("given %s, when its example comes, then it is such an answer", (name) => {
    const { answer }: Bodies = operations[name];
    const [, response] = Object.entries(described(name).responses).find(([status]) => status.startsWith("2")) ?? [];
    expect(answer?.safeParse(exampleOf(schemaOf(schemaName(response?.content))))).toMatchObject({ success: true });
  });

  test("given what the service tells others, when the page is read, then its schemas are there and linked", () => {
    const page = referencePage(document);
    for (const { post } of Object.values(document.webhooks)) {
      expect(page).toContain(`<a href="#schema-${schemaName(post.requestBody.content)}">`);
    }
    expect(Object.keys(document.webhooks).length).toBeGreaterThan(0);
  });

  test("given every member of every body, when the page is read, then it is told of", () => {
    const page = referencePage(document);
    const members = Object.values(document.components.schemas).flatMap(({ properties }) =>
      Object.keys(properties ?? {}),
    );
    expect(members.filter((name) => !page.includes(`<dt><code>${name}</code>`))).toEqual([]);
  });

  test("given text that looks like HTML, when it is written, then it stays text", () => {
    expect(html`<p>${'<b title="x">&'}</p>${["<i>"]}`.text).toBe(
      "<p>&#60;b title=&#34;x&#34;&#62;&#38;</p>&#60;i&#62;",
    );
    expect(sentence("see `<a>` and `b`").text).toBe("see <code>&#60;a&#62;</code> and <code>b</code>");
  });
});
