import { Download, ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { Sheet } from "@/components/ui/sheet";
import { pngOfSvg, saveFile, svgSource } from "./qr-download";

interface PageUrlProps {
  /** Whose texts: the login page's, or those of the page that helps. */
  page: "operator" | "check";
  url: string;
  qrCodeSvg: string | null;
  name: string;
}

const TEXTS = {
  operator: { title: "operatorUrl", lead: "operatorUrlLead", copy: "copyUrl", alt: "qrAlt", file: "qrFile" },
  check: { title: "checkUrl", lead: "checkUrlLead", copy: "copyCheckUrl", alt: "checkQrAlt", file: "checkQrFile" },
} as const;

/** An address to hand out: to copy, to open, and as a QR code. */
export function PageUrl({ page, url, qrCodeSvg, name }: PageUrlProps) {
  const t = useTranslations("loginPage");
  const texts = TEXTS[page];
  const isFirst = page === "operator";
  return (
    <Sheet title={t(texts.title)} lead={t(texts.lead)}>
      <div className="grid gap-6 sm:grid-cols-[minmax(0,1fr)_auto]">
        <div className="grid content-start gap-4">
          <p
            className={classNames(
              "rounded-8 px-4 py-3.5 font-mono text-base font-medium break-all select-all",
              isFirst ? "border-2 border-primary sm:text-lg" : "border border-border",
            )}
          >
            {url}
          </p>
          <div className="flex flex-wrap gap-3 max-sm:grid max-sm:*:w-full">
            <CopyButton value={url} label={t(texts.copy)} variant={isFirst ? "primary" : "secondary"} />
            <a href={url} target="_blank" rel="noreferrer" className={buttonClass("secondary")}>
              <ExternalLink aria-hidden />
              {t("open")}
            </a>
          </div>
        </div>
        {qrCodeSvg === null ? null : <QrCode svg={qrCodeSvg} alt={t(texts.alt)} fileName={t(texts.file, { name })} />}
      </div>
    </Sheet>
  );
}

function QrCode({ svg, alt, fileName }: { svg: string; alt: string; fileName: string }) {
  const t = useTranslations("loginPage");
  const [failed, setFailed] = useState(false);
  const savePng = async () => {
    const png = await pngOfSvg(svg);
    setFailed(png === null);
    if (png !== null) saveFile(png, `${fileName}.png`);
  };
  const saveSvg = () => saveFile(new Blob([svg], { type: "image/svg+xml" }), `${fileName}.svg`);
  return (
    <div className="grid content-start justify-items-center gap-3">
      {/* biome-ignore lint/performance/noImgElement: a picture made here has nothing to be optimised. */}
      <img src={svgSource(svg)} alt={alt} width={192} height={192} className="size-48 rounded-8 border border-border" />
      <div className="grid w-full gap-2">
        <Button size="sm" icon={<Download aria-hidden />} onClick={savePng}>
          {t("downloadPng")}
        </Button>
        <Button size="sm" icon={<Download aria-hidden />} onClick={saveSvg}>
          {t("downloadSvg")}
        </Button>
      </div>
      <p role="status" className={failed ? "max-w-48 text-sm text-danger" : "sr-only"}>
        {failed ? t("qrFailed") : null}
      </p>
    </div>
  );
}
