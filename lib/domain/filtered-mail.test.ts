import { expect, it } from "vitest";
import { storedEmailKey } from "./email";
import { oftenFiltersMail } from "./filtered-mail";

it.each([
  ["taro@docomo.ne.jp", true],
  ["a..b.@docomo.ne.jp", true],
  ["taro@ezweb.ne.jp", true],
  ["taro@au.com", true],
  ["taro@i.softbank.jp", true],
  ["taro@d.vodafone.ne.jp", true],
  ["taro@yahoo.ne.jp", true],
  ["taro@icloud.com", true],
  ["taro@me.com", true],
  ["taro@yahoo.co.jp", false],
  ["taro@gmail.com", false],
  ["taro@notdocomo.ne.jp", false],
  ["taro@docomo.ne.jp.example.com", false],
  ["taro@acme.com", false],
])("reset mail to %s is often filtered: %s", (address, filtered) => {
  expect(oftenFiltersMail(storedEmailKey(address))).toBe(filtered);
});
