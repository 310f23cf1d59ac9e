"use client";

import "./globals.css";
import { buttonClass } from "@/components/ui/button-class";
import lastResort from "@/lib/i18n/last-resort.json";

/** The root layout itself failed: neither the locale nor the messages can be trusted, so it speaks both languages. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="ja" data-theme="system">
      <body className="font-sans antialiased">
        <title>{lastResort.productName}</title>
        <main className="mx-auto grid max-w-xl gap-8 px-4 py-12">
          {lastResort.texts.map((text) => (
            <section key={text.locale} lang={text.locale} className="grid gap-3">
              <h1 className="text-2xl">{text.title}</h1>
              <p>{text.body}</p>
              {/* Not a Button, as in error.tsx. */}
              <button type="button" className={buttonClass("secondary", "md", "justify-self-start")} onClick={retry}>
                {text.retry}
              </button>
            </section>
          ))}
        </main>
      </body>
    </html>
  );
}
