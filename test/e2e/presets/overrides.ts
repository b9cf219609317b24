/** @throws Error where the operator would set what is the preset's own: the lines would be another service's. */
export function refuseOverrides(own: object, operator: object, path = ""): void {
  for (const [name, value] of Object.entries(operator)) {
    if (!(name in own)) continue;
    const set: unknown = Reflect.get(own, name);
    const isGroup = typeof set === "object" && set !== null && typeof value === "object";
    if (!isGroup) throw new Error(`the preset sets ${path}${name}`);
    refuseOverrides(set, value, `${path}${name}.`);
  }
}
