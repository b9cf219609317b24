import { randomUUID } from "node:crypto";
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { pastConflicts } from "./conflicts.ts";

export interface Key {
  readonly PK: string;
  readonly SK: string;
}
export type Item = Readonly<Record<string, unknown>>;

/** A conditional change, with the expression's names and values as DynamoDB takes them (`#name`, `:value`). */
export interface Change {
  readonly key: Key;
  /** Ends in its SET clause. */
  readonly update: string;
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Item;
}

/** What became of a conditional write: the item as written, or the item that stood in the way (none when it was absent). */
export type Written =
  | { readonly done: true; readonly item: Item }
  | { readonly done: false; readonly item: Item | undefined };

/** The table, as plain objects. Each method is one request; reads are consistent. */
export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;

  constructor(client: DynamoDBClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  async get(key: Key): Promise<Item | undefined> {
    const found = await this.#client.send(
      new GetItemCommand({ TableName: this.#name, Key: marshall(key), ConsistentRead: true }),
    );
    return found.Item && unmarshall(found.Item);
  }

  /** The partition's items, up to 1 MB: no partition of a subject comes near it. */
  async query(partition: string, sortKeys?: { readonly from: string; readonly to: string }): Promise<Item[]> {
    const range = sortKeys === undefined ? "" : " AND SK BETWEEN :from AND :to";
    const found = await this.#client.send(
      new QueryCommand({
        TableName: this.#name,
        KeyConditionExpression: `PK = :pk${range}`,
        ExpressionAttributeValues: marshall(
          { ":pk": partition, ":from": sortKeys?.from, ":to": sortKeys?.to },
          { removeUndefinedValues: true },
        ),
        ConsistentRead: true,
      }),
    );
    return (found.Items ?? []).map((item) => unmarshall(item));
  }

  /** What an index shows in one partition, in order: `most` at most, and 1 MB. It lags behind the table. */
  async queryIndex(index: Readonly<Record<"name" | "partitionKey", string>>, partition: string, most: number) {
    const found = await this.#client.send(
      new QueryCommand({
        TableName: this.#name,
        IndexName: index.name,
        KeyConditionExpression: `${index.partitionKey} = :partition`,
        ExpressionAttributeValues: marshall({ ":partition": partition }),
        Limit: most,
      }),
    );
    return (found.Items ?? []).map((item): Item => unmarshall(item));
  }

  /** So many of the partition's items at most, the last of the range first. */
  async newest(partition: string, sortKeys: { readonly from: string; readonly to: string }, most: number) {
    const found = await this.#client.send(
      new QueryCommand({
        TableName: this.#name,
        KeyConditionExpression: "PK = :pk AND SK BETWEEN :from AND :to",
        ExpressionAttributeValues: marshall({ ":pk": partition, ":from": sortKeys.from, ":to": sortKeys.to }),
        ConsistentRead: true,
        ScanIndexForward: false,
        Limit: most,
      }),
    );
    return (found.Items ?? []).map((item): Item => unmarshall(item));
  }

  /** Writes the item unless one stands there. */
  async create(item: Key & Item): Promise<Written> {
    return this.#conditionally(async () => {
      await this.#client.send(new PutItemCommand(this.#creation(item)));
      return item;
    });
  }

  /** Writes the item, in the place of any that stands there. */
  async put(item: Key & Item): Promise<void> {
    const request = { TableName: this.#name, Item: marshall(item, { removeUndefinedValues: true }) };
    await pastConflicts(() => this.#client.send(new PutItemCommand(request)));
  }

  /**
   * Changes one item. A write that was committed and whose answer was lost is sent again by the SDK: the mark that it
   * left on the item keeps it from being made twice, and tells it from a refusal.
   */
  async update(change: Change): Promise<Written> {
    const mark = randomUUID();
    const marked = {
      ...change,
      update: `${change.update}, #mark = :mark`,
      condition: `(${change.condition}) AND (attribute_not_exists(#mark) OR #mark <> :mark)`,
      names: { ...change.names, "#mark": "mark" },
      values: { ...change.values, ":mark": mark },
    };
    const written = await this.#conditionally(async () => {
      const answer = await this.#client.send(
        new UpdateItemCommand({ ...this.#change(marked), ReturnValues: "ALL_NEW" }),
      );
      return unmarshall(answer.Attributes ?? {});
    });
    return written.item?.mark === mark ? { done: true, item: written.item } : written;
  }

  async delete(key: Key): Promise<void> {
    await pastConflicts(() => this.#client.send(new DeleteItemCommand({ TableName: this.#name, Key: marshall(key) })));
  }

  /**
   * All or nothing.
   *
   * @param token makes a retry of the same transaction harmless for ten minutes (the SDK's own retries send it again).
   * @returns nothing when done, or what stood in the way of each part that failed, by its place.
   */
  async transact(parts: readonly Part[], token?: string): Promise<ReadonlyMap<number, Item | undefined> | undefined> {
    const request = {
      TransactItems: parts.map((part) => this.#part(part)),
      ...(token === undefined ? {} : { ClientRequestToken: token }),
    };
    try {
      await pastConflicts(() => this.#client.send(new TransactWriteItemsCommand(request)));
      return undefined;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const failed = (error.CancellationReasons ?? []).flatMap(({ Code, Item }, place) =>
        Code === "ConditionalCheckFailed" ? [[place, Item && unmarshall(Item)] as const] : [],
      );
      if (failed.length === 0) throw error;
      return new Map(failed);
    }
  }

  async #conditionally(write: () => Promise<Item>): Promise<Written> {
    try {
      return { done: true, item: await pastConflicts(write) };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return { done: false, item: error.Item && unmarshall(error.Item) };
    }
  }

  #part(part: Part): TransactWriteItem {
    if ("create" in part) return { Put: this.#creation(part.create) };
    if ("put" in part)
      return { Put: { TableName: this.#name, Item: marshall(part.put, { removeUndefinedValues: true }) } };
    if ("erase" in part) {
      const { update: _, ...erase } = this.#expressions(part.erase);
      return { Delete: erase };
    }
    if ("remove" in part) return { Delete: { TableName: this.#name, Key: marshall(part.remove) } };
    if ("check" in part) {
      const { update: _, ...check } = this.#expressions(part.check);
      return { ConditionCheck: check };
    }
    return { Update: this.#change(part.update) };
  }

  #creation(item: Key & Item) {
    return {
      TableName: this.#name,
      Item: marshall(item, { removeUndefinedValues: true }),
      ConditionExpression: "attribute_not_exists(PK)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    } as const;
  }

  #change(change: Change) {
    const { update, ...rest } = this.#expressions(change);
    return { ...rest, UpdateExpression: update };
  }

  #expressions({ key, update, condition, names, values }: Change) {
    const marshalled: Record<string, AttributeValue> = marshall(values ?? {}, { removeUndefinedValues: true });
    return {
      TableName: this.#name,
      Key: marshall(key),
      update,
      ConditionExpression: condition,
      ...(names === undefined ? {} : { ExpressionAttributeNames: { ...names } }),
      ...(values === undefined ? {} : { ExpressionAttributeValues: marshalled }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    } as const;
  }
}

/** A part of a transaction. A check and an erasure write nothing: their `update` is left empty. A put replaces whatever stands there. */
export type Part =
  | { readonly create: Key & Item }
  | { readonly put: Key & Item }
  | { readonly remove: Key }
  | { readonly erase: Change }
  | { readonly update: Change }
  | { readonly check: Change };
