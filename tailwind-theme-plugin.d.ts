// The package ships its types but does not name them in `exports`.
declare module "@digital-go-jp/tailwind-theme-plugin" {
  import type { Config } from "tailwindcss";

  const plugin: NonNullable<Config["plugins"]>[number];
  export = plugin;
}
