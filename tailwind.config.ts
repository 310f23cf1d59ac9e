import digitalAgencyTheme from "@digital-go-jp/tailwind-theme-plugin";
import type { Config } from "tailwindcss";

// The palette, radii, shadows and type sizes come from the Digital Agency's design tokens. Components use only the
// semantic names below, whose light and dark values stand in app/globals.css.
const semantic = (name: string) => `var(--color-${name})`;
const family = (name: string, shades: readonly string[]) =>
  Object.fromEntries(shades.map((shade) => [shade, semantic(`${name}-${shade}`)]));

export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  plugins: [digitalAgencyTheme],
  theme: {
    extend: {
      colors: {
        canvas: semantic("canvas"),
        surface: semantic("surface"),
        raised: semantic("raised"),
        sunken: semantic("sunken"),
        text: semantic("text"),
        muted: semantic("muted"),
        border: semantic("border"),
        control: semantic("control"),
        rule: semantic("rule"),
        focus: semantic("focus"),
        primary: { DEFAULT: semantic("primary"), ...family("primary", ["hover", "soft"]) },
        "on-primary": semantic("on-primary"),
        danger: { DEFAULT: semantic("danger"), ...family("danger", ["hover", "soft", "line"]) },
        "on-danger": semantic("on-danger"),
        warning: { DEFAULT: semantic("warning"), ...family("warning", ["soft", "line"]) },
        success: { DEFAULT: semantic("success"), ...family("success", ["soft", "line"]) },
        info: { DEFAULT: semantic("info"), ...family("info", ["soft", "line"]) },
        grade: family("grade", ["a", "b", "c", "d", "e", "none"]),
        "on-grade": semantic("on-grade"),
      },
      fontFamily: {
        sans: [
          '"Noto Sans JP Variable"',
          '"Noto Sans JP Fallback"',
          '"Hiragino Sans"',
          '"Noto Sans CJK JP"',
          '"Yu Gothic"',
          "Meiryo",
          "sans-serif",
        ],
        mono: ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", '"Noto Sans JP Variable"', "monospace"],
      },
    },
  },
} satisfies Config;
