import puppeteer from "puppeteer-core";

/** A page in a fresh browser, the one that PEER_BROWSER names, with the cookies of somebody who is signed in. */
export async function withPage({ url, cookie }, work) {
  const { executablePath, args, env = process.env } = JSON.parse(process.env.PEER_BROWSER);
  const browser = await puppeteer.launch({ executablePath, args: [...args, "--no-sandbox", "--accept-lang=ja"], env });
  try {
    const page = await browser.newPage();
    for (const pair of cookie === "" ? [] : cookie.split("; ")) {
      const [name, ...value] = pair.split("=");
      await browser.setCookie({
        name,
        value: value.join("="),
        domain: new URL(url).hostname,
        path: "/",
        httpOnly: true,
      });
    }
    return await work(page);
  } finally {
    await browser.close();
  }
}
