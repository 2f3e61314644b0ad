import { accessSync, constants } from "node:fs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The path of an installed Chromium or Chrome: CHROMIUM_PATH, or one of the usual places; undefined where there is none. */
export const findChromium = () =>
  [process.env.CHROMIUM_PATH, ...usual].find((file) => file !== undefined && file !== "" && isExecutable(file));

/** What a browser needs to run as root, as it does in containers. */
export const chromiumArguments = () => (process.getuid?.() === 0 ? ["--no-sandbox"] : []);
