/** Brings a schema. A function, so that zod and the schemas are loaded with the first answer, not with the page. */
export type SchemaLoader<Schema> = () => Promise<Schema>;

type Loaders<Module> = { readonly [Name in keyof Module]: SchemaLoader<Module[Name]> };

/**
 * Loaders for the schemas of a module, taken by name: `const { todo } = onDemand(() => import("@/lib/schemas/todo"))`.
 * Called twice they load once, as the bundler and the browser keep what was imported.
 */
export function onDemand<Module extends object>(load: () => Promise<Module>): Loaders<Module> {
  return new Proxy<Loaders<Module>>(Object.create(null), {
    get: (_, name) => async () => Reflect.get(await load(), name),
  });
}
