import "@payloadcms/next/css";
import { handleServerFunctions, RootLayout } from "@payloadcms/next/layouts";
import config from "../payload.config.mjs";

async function serverFunction(call) {
  "use server";
  return handleServerFunctions({ ...call, config, importMap: {} });
}

export default function Layout({ children }) {
  return (
    <RootLayout config={config} importMap={{}} serverFunction={serverFunction}>
      {children}
    </RootLayout>
  );
}
